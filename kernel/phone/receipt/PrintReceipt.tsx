import { useState } from 'react';
import { Choices } from '../Fields.tsx';
import { useSay } from '../hooks.tsx';
import { receiptPixels } from './drawing.ts';
import { escpos, escposRaster } from './escpos.ts';
import { type Printer, type PrintingNavigator, print, rememberedPrinter, rememberPrinter, waysOf } from './printing.ts';
import type { Receipt } from './receipt.ts';

/** Prints on a small Bluetooth printer; how, is asked once and remembered. */
export function PrintReceipt({ receipt }: { readonly receipt: Receipt }) {
  const say = useSay();
  const browser = navigator as unknown as PrintingNavigator;
  const ways = waysOf(browser);
  const [printer, setPrinter] = useState<Printer | null>(() => rememberedPrinter(localStorage, ways));
  const [state, setState] = useState<'ready' | 'busy' | 'done' | 'failed'>('ready');
  if (!printer) return null;
  const choose = (patch: Partial<Printer>) => {
    const chosen = { ...printer, ...patch };
    rememberPrinter(localStorage, chosen);
    setPrinter(chosen);
  };
  const go = async () => {
    setState('busy');
    const bytes = printer.picture
      ? escposRaster(receiptPixels(receipt), true)
      : escpos(receipt, { width: printer.width, cut: true });
    await print(browser, printer.way, bytes).then(
      () => setState('done'),
      (error: Error) => setState(error.name === 'NotFoundError' ? 'ready' : 'failed'),
    );
  };
  return (
    <>
      <button type="button" className="second-button" disabled={state === 'busy'} onClick={() => void go()}>
        {say(state === 'busy' ? 'phone.receipt.printing' : 'phone.receipt.print')}
      </button>
      {state === 'done' && (
        <p className="toast" role="status">
          {say('phone.receipt.printed')}
        </p>
      )}
      {state === 'failed' && (
        <p className="card amber" role="alert">
          {say('phone.receipt.not-printed')}
        </p>
      )}
      <details className="card">
        <summary>{say('phone.receipt.printer')}</summary>
        {ways.length > 1 && (
          <Choices
            label={say('phone.receipt.way')}
            value={printer.way}
            choices={ways.map((way) => ({ value: way, label: say(`phone.receipt.${way}`) }))}
            onChange={(way) => choose({ way: way as Printer['way'] })}
          />
        )}
        <Choices
          label={say('phone.receipt.paper')}
          value={String(printer.width)}
          choices={[
            { value: '32', label: say('phone.receipt.narrow') },
            { value: '48', label: say('phone.receipt.wide') },
          ]}
          onChange={(width) => choose({ width: width === '48' ? 48 : 32 })}
        />
        <Choices
          label={say('phone.receipt.how')}
          value={String(printer.picture)}
          choices={[
            { value: 'false', label: say('phone.receipt.letters') },
            { value: 'true', label: say('phone.receipt.picture') },
          ]}
          onChange={(picture) => choose({ picture: picture === 'true' })}
        />
      </details>
    </>
  );
}
