import { useMemo } from 'react';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import { useOutlines } from './outlines.ts';

export interface DistrictValue {
  /** INEI code. */
  readonly code: string;
  readonly value: number;
}

const nobody: readonly never[] = [];

/** Districts as deep in colour as their figure is large; each opens what it is the sum of. */
export function DistrictMap(of: {
  readonly title: string;
  readonly values: readonly DistrictValue[];
  readonly format: (value: number) => string;
  readonly height?: number;
  readonly onOpen?: (code: string) => void;
}) {
  const ground = useOutlines();
  const { values, format } = of;
  const most = Math.max(0, ...values.map(({ value }) => value));
  const outlines = useMemo(() => {
    const byCode = new Map(values.map(({ code, value }) => [code, value]));
    return ground.map((outline) => {
      const value = byCode.get(outline.code);
      if (value === undefined || most === 0) return outline;
      return { ...outline, shade: value / most, detail: [format(value)] };
    });
  }, [ground, values, most, format]);
  if (most === 0 || ground.length === 0) return null;
  return (
    <PlotMap
      title={of.title}
      plots={nobody}
      meanings={nobody}
      outlines={outlines}
      shades={{ least: format(0), most: format(most) }}
      height={of.height ?? 420}
      {...(of.onOpen ? { onOpenDistrict: of.onOpen } : {})}
    />
  );
}
