import { useQuery } from '@tanstack/react-query';

type Names = Readonly<Record<string, readonly string[]>>;

/** What a district is called, by its INEI code; the code itself until the list is there. */
export function useDistrictNames(): (code: string) => string {
  const { data } = useQuery({
    queryKey: ['district names'],
    queryFn: async () => (await import('../geography/outlineNames.json')).default as Names,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (code) => data?.[code]?.[0] ?? code;
}
