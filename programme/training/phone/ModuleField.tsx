import { SelectField } from '#kernel/phone/Fields.tsx';
import { useSpeech } from '#kernel/phone/hooks.tsx';
import type { ModuleDoc } from './sheets.ts';

export const dayText = (day: string): string => day.split('-').reverse().join('/');

/** A module's title in the person's language. */
export function useModuleTitle(modules: readonly ModuleDoc[]): (id: string) => string {
  const { language } = useSpeech();
  return (id) => {
    const module = modules.find((m) => m.id === id);
    return (language === 'es' ? module?.title : module?.titleEn) ?? '…';
  };
}

export function ModuleField(props: {
  readonly modules: readonly ModuleDoc[];
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (module: string) => void;
}) {
  const { say, language } = useSpeech();
  const sorted = [...props.modules].sort((a, b) => a.code.localeCompare(b.code));
  return (
    <SelectField
      label={say('training.phone.module')}
      value={props.value}
      choices={sorted.map((m) => ({ value: m.id, label: language === 'es' ? m.title : m.titleEn }))}
      error={props.error}
      onChange={props.onChange}
    />
  );
}
