import { useQuery } from '@tanstack/react-query';
import type { Choice } from '#kernel/office/Fields.tsx';

type Names = Readonly<Record<string, readonly string[]>>;

/** What a district is called, by its INEI code; the code itself until the list is there. */
export function useDistrictNames(): (code: string) => string {
  const data = useNames();
  return (code) => data?.[code]?.[0] ?? code;
}

/** Districts for a field of a form, by name. */
export function useDistrictChoices(): readonly Choice[] {
  const all = Object.entries(useNames() ?? {});
  return all.map(([value, name]) => ({ value, label: name.join(', ') })).sort((a, b) => a.label.localeCompare(b.label));
}

function useNames(): Names | undefined {
  return useQuery({
    queryKey: ['district names'],
    queryFn: async () => (await import('../geography/outlineNames.json')).default as Names,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}
