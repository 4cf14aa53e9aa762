import { words } from '#kernel/pure/words.ts';

/** What the screen that reads a code says. */
export const scanWords = words({
  es: {
    'phone.scan': 'Leer código',
    'phone.scan.title': 'Leer el carné',
    'phone.scan.aim': 'Ponga el código dentro del cuadro.',
    'phone.scan.opening': 'Abriendo la cámara…',
    'phone.scan.denied': 'La cámara no tiene permiso. Actívela en los ajustes de Chrome o escriba el código.',
    'phone.scan.none': 'Este teléfono no da la cámara. Escriba el código del carné.',
    'phone.scan.busy': 'Otra aplicación usa la cámara. Ciérrela, o escriba el código.',
    'phone.scan.again': 'Probar la cámara otra vez',
    'phone.scan.light-on': 'Prender luz',
    'phone.scan.light-off': 'Apagar luz',
    'phone.scan.type': 'Código, DNI o celular',
    'phone.scan.type-hint': 'El código grande del carné, por ejemplo K73M-9Q2X',
    'phone.scan.use': 'Buscar',
    'phone.scan.mistyped': 'Ese código no es correcto: revise letra por letra.',
    'phone.scan.close': 'Cerrar',
  },
  en: {
    'phone.scan': 'Read a code',
    'phone.scan.title': 'Read the card',
    'phone.scan.aim': 'Hold the code inside the square.',
    'phone.scan.opening': 'Opening the camera…',
    'phone.scan.denied': 'The camera is not allowed. Allow it in Chrome’s settings or type the code.',
    'phone.scan.none': 'This phone gives no camera. Type the code on the card.',
    'phone.scan.busy': 'Another app uses the camera. Close it, or type the code.',
    'phone.scan.again': 'Try the camera again',
    'phone.scan.light-on': 'Light on',
    'phone.scan.light-off': 'Light off',
    'phone.scan.type': 'Code, DNI or mobile phone',
    'phone.scan.type-hint': 'The large code on the card, for instance K73M-9Q2X',
    'phone.scan.use': 'Find',
    'phone.scan.mistyped': 'That code is not right: check it letter by letter.',
    'phone.scan.close': 'Close',
  },
});
