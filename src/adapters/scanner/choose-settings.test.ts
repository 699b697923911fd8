import { expect, test } from 'vitest';
import { chooseSettings } from './choose-settings.ts';

const scanSnap = `
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
    --mode Lineart|Halftone|Gray|Color [Lineart]
    --resolution 50..600dpi (in steps of 1) [600]`;
const test1 = '    --source Flatbed|Automatic Document Feeder [Flatbed]\n    --mode Gray|Color [Gray]\n';

test('a duplex profile gets the duplex feeder, a simplex one the front of the sheet', () => {
  expect(chooseSettings(scanSnap, { isDuplex: true, colour: 'colour' })).toEqual({
    source: 'ADF Duplex',
    mode: 'Color',
    isDuplex: true,
  });
  expect(chooseSettings(scanSnap, { isDuplex: false, colour: 'black-white' })).toEqual({
    source: 'ADF Front',
    mode: 'Lineart',
    isDuplex: false,
  });
});

test('what a scanner cannot do is left as it is, and said', () => {
  expect(chooseSettings(test1, { isDuplex: true, colour: 'black-white' })).toEqual({
    source: 'Automatic Document Feeder',
    mode: null,
    isDuplex: false,
  });
  expect(chooseSettings('', { isDuplex: true, colour: 'grey' })).toEqual({ source: null, mode: null, isDuplex: false });
});
