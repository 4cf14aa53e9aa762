import { createTheme } from '@mantine/core';
import { colours, radius, shades } from '#kernel/kit/tokens.ts';

/** The kit as the component library wears it. */
export const theme = createTheme({
  primaryColor: 'leaf',
  primaryShade: 7,
  colors: { leaf: shades.leaf, cocoa: shades.cocoa, gray: shades.sand },
  white: colours.surface,
  black: colours.ink,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontSizes: { xs: '13px', sm: '14px', md: '16px', lg: '18px', xl: '20px' },
  radius: { xs: '4px', sm: `${radius.s}px`, md: `${radius.m}px`, lg: `${radius.l}px` },
  defaultRadius: 'md',
  headings: { fontWeight: '700' },
  components: {
    Button: { defaultProps: { size: 'sm' } },
  },
});
