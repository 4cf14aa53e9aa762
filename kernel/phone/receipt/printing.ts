/** What this file uses of Web Serial and Web Bluetooth; the browser's own types know neither. */
interface SerialPort {
  readonly writable: WritableStream<Uint8Array> | null;
  open(of: { baudRate: number }): Promise<void>;
}
interface Characteristic {
  readonly properties: { readonly write: boolean; readonly writeWithoutResponse: boolean };
  writeValueWithResponse(bytes: Uint8Array): Promise<void>;
  writeValueWithoutResponse(bytes: Uint8Array): Promise<void>;
}
interface BluetoothDevice {
  readonly gatt: {
    readonly connected: boolean;
    connect(): Promise<{
      getPrimaryServices(): Promise<{ getCharacteristics(): Promise<Characteristic[]> }[]>;
    }>;
  };
}
export interface PrintingNavigator {
  readonly serial?: {
    getPorts(): Promise<SerialPort[]>;
    requestPort(of: object): Promise<SerialPort>;
  };
  readonly bluetooth?: {
    getDevices?(): Promise<BluetoothDevice[]>;
    requestDevice(of: object): Promise<BluetoothDevice>;
  };
}

export type Way = 'serial' | 'bluetooth';

/** Bluetooth Classic printers answer as a serial port (RFCOMM). */
const serialPortProfile = '00001101-0000-1000-8000-00805f9b34fb';
/** Services under which Bluetooth LE receipt printers are known. */
const printerServices = [
  0x18f0,
  0xff00,
  0xffe0,
  0xae30,
  'e7810a71-73ae-499d-8c15-faa9aef0c3f2',
  '49535343-fe7d-4ae5-8fa9-9fafd205e455',
];
/** Without a negotiated size a Bluetooth LE write holds 20 bytes. */
const smallest = 20;
const serialBytes = 512;

/** The ways in which this browser can reach a printer, the surest first. */
export function waysOf(browser: PrintingNavigator): Way[] {
  return [...(browser.serial ? (['serial'] as const) : []), ...(browser.bluetooth ? (['bluetooth'] as const) : [])];
}

/** Sends bytes to the printer that was chosen before; asks which one only the first time. Must follow a tap. */
export async function print(browser: PrintingNavigator, way: Way, bytes: Uint8Array): Promise<void> {
  if (way === 'serial') await overSerial(browser, bytes);
  else await overBluetooth(browser, bytes);
}

let port: SerialPort | null = null;

async function overSerial(browser: PrintingNavigator, bytes: Uint8Array): Promise<void> {
  const serial = browser.serial;
  if (!serial) throw new Error('no serial');
  const [known] = port ? [port] : await serial.getPorts();
  port =
    known ??
    (await serial.requestPort({
      allowedBluetoothServiceClassIds: [serialPortProfile],
      filters: [{ bluetoothServiceClassId: serialPortProfile }],
    }));
  if (!port.writable) await port.open({ baudRate: 9600 });
  const writer = port.writable?.getWriter();
  if (!writer) throw new Error('no way to write');
  try {
    for (const part of partsOf(bytes, serialBytes)) await writer.write(part);
  } catch (error) {
    port = null;
    throw error;
  } finally {
    writer.releaseLock();
  }
}

let device: BluetoothDevice | null = null;

async function overBluetooth(browser: PrintingNavigator, bytes: Uint8Array): Promise<void> {
  const bluetooth = browser.bluetooth;
  if (!bluetooth) throw new Error('no bluetooth');
  const [known] = device ? [device] : ((await bluetooth.getDevices?.()) ?? []);
  device =
    known ??
    (await bluetooth.requestDevice({
      filters: printerServices.map((service) => ({ services: [service] })),
      optionalServices: printerServices,
    }));
  const server = await device.gatt.connect();
  const into = await writable(server);
  if (!into) throw new Error('no way to write');
  for (const part of partsOf(bytes, smallest)) {
    if (into.properties.write) await into.writeValueWithResponse(part);
    else await into.writeValueWithoutResponse(part);
  }
}

async function writable(server: Awaited<ReturnType<BluetoothDevice['gatt']['connect']>>) {
  for (const service of await server.getPrimaryServices()) {
    const found = (await service.getCharacteristics()).find(
      ({ properties }) => properties.write || properties.writeWithoutResponse,
    );
    if (found) return found;
  }
  return null;
}

function partsOf(bytes: Uint8Array, most: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += most) parts.push(bytes.slice(at, at + most));
  return parts;
}

/** How this phone prints: remembered, so that the second receipt costs one tap. */
export interface Printer {
  readonly way: Way;
  readonly width: 32 | 48;
  /** As a picture: for printers without our letters. */
  readonly picture: boolean;
}

const key = 'minka.printer';

export function rememberedPrinter(store: Pick<Storage, 'getItem'>, ways: readonly Way[]): Printer | null {
  const [first] = ways;
  if (first === undefined) return null;
  const usual: Printer = { way: first, width: 32, picture: false };
  try {
    const kept = { ...usual, ...(JSON.parse(store.getItem(key) ?? '{}') as Partial<Printer>) };
    return ways.includes(kept.way) ? kept : usual;
  } catch {
    return usual;
  }
}

export function rememberPrinter(store: Pick<Storage, 'setItem'>, printer: Printer): void {
  store.setItem(key, JSON.stringify(printer));
}
