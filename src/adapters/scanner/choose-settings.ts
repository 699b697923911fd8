import type { ScanProfile } from '../../domain/scan-profile.ts';

export interface ScannerSettings {
  readonly source: string | null;
  readonly mode: string | null;
  readonly isDuplex: boolean;
}

const modes = {
  'black-white': /^(lineart|black.?(&|and).?white|binary|halftone)/i,
  grey: /^(gray|grey|true gray)/i,
  colour: /^(color|colour|24bit color)/i,
} as const satisfies Record<ScanProfile['colour'], RegExp>;

/**
 * Every SANE backend names its feeder and its modes in its own way, so the fitting names are looked for in what
 * `scanimage --all-options` prints: `--source Flatbed|ADF Front|ADF Duplex [Flatbed]`. Null leaves a setting as it is.
 */
export function chooseSettings(printed: string, profile: Pick<ScanProfile, 'isDuplex' | 'colour'>): ScannerSettings {
  const sources = choicesOf(printed, 'source');
  const feeders = sources.filter((name) => /adf|feeder|duplex/i.test(name));
  const duplex = feeders.find((name) => /duplex|both/i.test(name)) ?? null;
  const simplex = feeders.find((name) => !/duplex|both|back/i.test(name)) ?? null;
  const source = profile.isDuplex ? (duplex ?? simplex) : simplex;
  return {
    source,
    mode: choicesOf(printed, 'mode').find((name) => modes[profile.colour].test(name)) ?? null,
    isDuplex: source !== null && source === duplex,
  };
}

function choicesOf(printed: string, option: string): readonly string[] {
  const line = new RegExp(`^ *--${option}[ =]([^\\n[]*)`, 'm').exec(printed)?.[1] ?? '';
  return line
    .split('|')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
