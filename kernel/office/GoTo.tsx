import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { CSSProperties, ReactNode } from 'react';

interface Props {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly onClick?: () => void;
  readonly 'aria-label'?: string;
}

/** A path with the words behind its `?`, as the router wants them. */
function placeOf(to: string): { readonly to: never; readonly search: never } {
  const [path = '', query = ''] = to.split('?');
  return { to: path as never, search: Object.fromEntries(new URLSearchParams(query)) as never };
}

/** A link to a page of the office: `<GoTo to={`/producers/${id}`}>…</GoTo>`, with words for it as `?tab=…`. */
export function GoTo({ to, ...rest }: Props) {
  return <Link {...placeOf(to)} {...rest} />;
}

/** Goes to a page after something was done. */
export function useGo(): (to: string) => void {
  const navigate = useNavigate();
  return (to) => void navigate(placeOf(to));
}

/** The `$id` of the page's path. */
export function usePathId(): string {
  return useParams({ strict: false as const })['id' as never] ?? '';
}

/** One word of the address, such as the tab that is open. Never anything personal: addresses travel. */
export function useWord(name: string, otherwise: string): [string, (value: string) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const value = typeof search[name] === 'string' ? search[name] : otherwise;
  const set = (next: string) =>
    void navigate({
      to: '.',
      search: ((old: Record<string, unknown>) => ({ ...old, [name]: next })) as never,
      replace: true,
    });
  return [value, set];
}
