import { words } from '#kernel/pure/words.ts';

/** What the office says of phones: bringing one in, how each stands, and giving one up. */
export const deviceWords = words({
  es: {
    'partners.devices': 'Teléfonos',
    'partners.device': 'Teléfono',
    'partners.devices.about':
      'Los teléfonos y computadoras que registran: último contacto, lo que falta enviar y alarmas.',
    'partners.devices.phones': 'Teléfonos',
    'partners.devices.all': 'Todos los equipos',
    'partners.devices.none': 'Todavía no hay ningún teléfono enrolado.',
    'partners.devices.name': 'Equipo …{tail}',
    'partners.devices.enrol-where': 'Para enrolar un teléfono, abra a la persona en {page}.',
    'partners.enrol': 'Enrolar un teléfono',
    'partners.enrol.about':
      'Muestra un código para una sola vez y diez minutos. Escanéelo con la cámara del teléfono de la persona.',
    'partners.enrol.make': 'Mostrar el código',
    'partners.enrol.again': 'Hacer otro código',
    'partners.enrol.cancel': 'Anular el código',
    'partners.enrol.seat': 'Abre el puesto de {names}',
    'partners.enrol.qr': 'Código QR para enrolar el teléfono',
    'partners.enrol.typed': 'O en el teléfono: {address} y escriba',
    'partners.enrol.left': 'Vence en {time}',
    'partners.enrol.over': 'El código venció.',
    'partners.enrol.used': 'El teléfono entró. El código ya no sirve.',
    'partners.enrol.by': 'Hecho por {names}',
    'partners.enrol.insecure':
      'Los teléfonos necesitan una dirección HTTPS. Abra la oficina por la dirección pública del servidor y haga el código allí.',
    'partners.enrol.phones': 'Sus teléfonos',
    'partners.enrol.no-phones': 'Todavía no tiene ninguno.',
    'partners.device.person': 'Persona',
    'partners.device.contact': 'Último contacto',
    'partners.device.waiting': 'Registros por enviar',
    'partners.device.waiting.about': 'como lo dijo en su último contacto',
    'partners.device.facts': 'Registros recibidos',
    'partners.device.quarantined': 'En cuarentena',
    'partners.device.quarantined.about': 'Ábralos en Registros y envíos › Por corregir',
    'partners.device.app': 'Versión de la aplicación',
    'partners.device.enrolled': 'Enrolado',
    'partners.device.enrolled.by': '{day}, con un código de {names}',
    'partners.device.enrolled.password': '{day}, con usuario y contraseña',
    'partners.device.storage': 'Memoria',
    'partners.device.storage.kept': 'Protegida',
    'partners.device.storage.risk': 'Sin proteger: el navegador podría borrarla',
    'partners.device.storage.used': '{used} MB usados de {quota} MB',
    'partners.device.clock': 'Hora del teléfono',
    'partners.device.clock.right': 'Correcta',
    'partners.device.clock.behind': 'Atrasada {time}',
    'partners.device.clock.ahead': 'Adelantada {time}',
    'partners.device.series': 'Serie de recibos',
    'partners.device.heals': 'Reparaciones',
    'partners.device.how': 'Cómo está',
    'partners.device.alarm.lost': ({ n }) =>
      n === 1
        ? 'El teléfono perdió hasta 1 registro: su memoria fue borrada antes de enviarlo.'
        : `El teléfono perdió hasta ${n} registros: su memoria fue borrada antes de enviarlos.`,
    'partners.device.alarm.lost.do': 'Pregunte a la persona qué registró esos días, o traiga el archivo que exportó.',
    'partners.device.alarm.copy':
      'Este teléfono comenzó como copia de otro (una copia de respaldo puesta en un segundo equipo). Sigue con un código propio; nada se mezcló.',
    'partners.device.alarm.copied':
      'Otro teléfono se presentó con el código de este. El otro recibió un código propio; nada se mezcló.',
    'partners.device.alarm.clock':
      'Su hora difiere en {time}. Los registros entran igual; revise las fechas que escribe.',
    'partners.device.alarm.silent': 'Tiene {n} registro(s) por enviar y no se comunica desde el {day}.',
    'partners.device.alarm.unprotected':
      'El navegador podría borrar su memoria si falta espacio. Instale la aplicación y acepte «Proteger» en Ajustes.',
    'partners.device.before': 'Ver el equipo anterior',
    'partners.device.next': 'Ver el equipo que lo reemplazó',
    'partners.device.origin': 'Ver el equipo original',
    'partners.device.revoked': 'Dado de baja el {day}: {reason}',
    'partners.device.revoked.about': 'No recibe nada más. Lo que envía espera en cuarentena a que alguien lo revise.',
    'partners.device.wiping': 'Se borrará en su próximo contacto, cuando no le quede nada por enviar.',
    'partners.device.wiped': 'Recibió la orden de borrarse el {day}, sin nada por enviar.',
    'partners.device.fact': 'Quién lo dio de baja',
    'partners.device.renew':
      'Si el teléfono aparece, enrólelo otra vez con un código nuevo: lo que guardaba se envía y cuenta.',
    'partners.device.revoke': 'Dar de baja',
    'partners.device.revoke.about':
      'Para un teléfono perdido o de alguien que se fue. No verá nada más; lo que tenga por enviar llega a cuarentena y no se pierde.',
    'partners.device.wipe': 'Dar de baja y borrar',
    'partners.device.wipe.only': 'Borrar lo que guarda',
    'partners.device.wipe.about':
      'Además, en su próximo contacto, envía lo que le falta y después borra todo lo que guarda. Si no vuelve a conectarse, no se puede borrar.',
  },
  en: {
    'partners.devices': 'Phones',
    'partners.device': 'Phone',
    'partners.devices.about': 'Phones and computers that record: last contact, what is still to be sent, and alarms.',
    'partners.devices.phones': 'Phones',
    'partners.devices.all': 'All devices',
    'partners.devices.none': 'No phone has been enrolled yet.',
    'partners.devices.name': 'Device …{tail}',
    'partners.devices.enrol-where': 'To enrol a phone, open the person in {page}.',
    'partners.enrol': 'Enrol a phone',
    'partners.enrol.about':
      "Shows a code, good once and for ten minutes. Scan it with the camera of the person's phone.",
    'partners.enrol.make': 'Show the code',
    'partners.enrol.again': 'Make another code',
    'partners.enrol.cancel': 'Cancel the code',
    'partners.enrol.seat': 'Opens the seat of {names}',
    'partners.enrol.qr': 'QR code to enrol the phone',
    'partners.enrol.typed': 'Or on the phone: {address}, and type',
    'partners.enrol.left': 'Ends in {time}',
    'partners.enrol.over': 'The code has expired.',
    'partners.enrol.used': 'The phone is in. The code is used up.',
    'partners.enrol.by': 'Made by {names}',
    'partners.enrol.insecure':
      "Phones need an HTTPS address. Open the office by the server's public address and make the code there.",
    'partners.enrol.phones': 'Her phones',
    'partners.enrol.no-phones': 'She has none yet.',
    'partners.device.person': 'Person',
    'partners.device.contact': 'Last contact',
    'partners.device.waiting': 'Records to send',
    'partners.device.waiting.about': 'as it said at its last contact',
    'partners.device.facts': 'Records received',
    'partners.device.quarantined': 'In quarantine',
    'partners.device.quarantined.about': 'Open them in Records and sending › To correct',
    'partners.device.app': 'Version of the app',
    'partners.device.enrolled': 'Enrolled',
    'partners.device.enrolled.by': '{day}, with a code of {names}',
    'partners.device.enrolled.password': '{day}, with user and password',
    'partners.device.storage': 'Memory',
    'partners.device.storage.kept': 'Protected',
    'partners.device.storage.risk': 'Not protected: the browser might delete it',
    'partners.device.storage.used': '{used} MB used of {quota} MB',
    'partners.device.clock': 'Clock of the phone',
    'partners.device.clock.right': 'Right',
    'partners.device.clock.behind': '{time} behind',
    'partners.device.clock.ahead': '{time} ahead',
    'partners.device.series': 'Series of receipts',
    'partners.device.heals': 'Repairs',
    'partners.device.how': 'How it stands',
    'partners.device.alarm.lost': ({ n }) =>
      n === 1
        ? 'The phone lost up to 1 record: its memory was deleted before it was sent.'
        : `The phone lost up to ${n} records: its memory was deleted before they were sent.`,
    'partners.device.alarm.lost.do':
      'Ask the person what she recorded in those days, or bring in the file she exported.',
    'partners.device.alarm.copy':
      'This phone began as a copy of another one (a backup put on a second device). It goes on under a code of its own; nothing was mixed.',
    'partners.device.alarm.copied':
      'Another phone came with the code of this one. The other got a code of its own; nothing was mixed.',
    'partners.device.alarm.clock':
      'Its clock is off by {time}. Records come in all the same; check the dates it writes.',
    'partners.device.alarm.silent': 'It has {n} record(s) to send and has not been heard of since {day}.',
    'partners.device.alarm.unprotected':
      'The browser might delete its memory when room is short. Install the app and accept “Protect” in Settings.',
    'partners.device.before': 'See the device before',
    'partners.device.next': 'See the device in its place',
    'partners.device.origin': 'See the original device',
    'partners.device.revoked': 'Given up on {day}: {reason}',
    'partners.device.revoked.about':
      'It receives nothing more. What it sends waits in quarantine for somebody to look at.',
    'partners.device.wiping': 'It will be deleted at its next contact, once it has nothing left to send.',
    'partners.device.wiped': 'It was told to delete itself on {day}, with nothing left to send.',
    'partners.device.fact': 'Who gave it up',
    'partners.device.renew': 'If the phone turns up, enrol it again with a new code: what it kept is sent and counts.',
    'partners.device.revoke': 'Give up',
    'partners.device.revoke.about':
      'For a phone that is lost, or of somebody who left. It sees nothing more; what it has to send goes to quarantine and is not lost.',
    'partners.device.wipe': 'Give up and delete',
    'partners.device.wipe.only': 'Delete what it holds',
    'partners.device.wipe.about':
      'Besides, at its next contact it sends what is left and then deletes everything it holds. If it never connects again it cannot be deleted.',
  },
});
