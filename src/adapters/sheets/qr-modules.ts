import bwipjs from 'bwip-js/node';
import { MailroomError } from '../../domain/errors.ts';

/** What fits a QR code of about 80 modules, which prints with 0.65 mm each on our sheets. */
const textLengthMax = 600;

/** A QR code as rows of modules, black is true; error correction M mends 15 %. Plain ASCII only, so no reader must guess. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  if (text === '' || text.length > textLengthMax || !/^[\x20-\x7e]+$/.test(text)) {
    throw new MailroomError(
      'request.invalid',
      `A separator sheet's code holds 1 to ${textLengthMax} plain characters. Shorten the text or encode it.`,
      { retry: 'never' },
    );
  }
  const [symbol] = bwipjs.raw('qrcode', text, 'eclevel=M');
  if (symbol === undefined || !('pixs' in symbol)) throw new TypeError('The QR code library gave no modules.');
  const { pixs, pixx, pixy } = symbol;
  return Array.from({ length: pixy }, (_, row) => pixs.slice(row * pixx, (row + 1) * pixx).map((pixel) => pixel === 1));
}
