import type { Extraction } from '../extraction/extraction.ts';
import { fold } from './folding.ts';

/**
 * The document as if those it concerns had written it themselves: who writes for them, and how to reach that one, says
 * nothing about the customer. Null when nobody writes for anybody else.
 */
export function withoutDeputies(extraction: Extraction): Extraction | null {
  const { parties } = extraction;
  const isDeputised = parties.some(({ capacity }) => capacity) && parties.some(({ role }) => role === 'concerned');
  if (!isDeputised) return null;
  const deputies = parties.flatMap(({ role, capacity, name }) => (role === 'sender' && capacity && name ? name : []));
  const words = new Set(deputies.flatMap(({ text }) => fold(text).split(' ')));
  return {
    ...extraction,
    namePairs: new Set([...extraction.namePairs].filter((pair) => !pair.split(' ').every((word) => words.has(word)))),
    parties: parties
      .filter(({ role, capacity }) => !(role === 'sender' && capacity))
      .map((party) => (party.role === 'concerned' ? { ...party, role: 'sender' as const } : party)),
    contacts: extraction.contacts.filter(({ kind }) => kind === 'iban'),
  };
}
