import { definitions } from './definitions.ts';
import type { Node } from './setting.ts';
import type { Settings } from './settings.ts';

/** The settings with every secret blanked out, for logs and `doctor`. */
export function printableSettings(settings: Settings): Readonly<Record<string, unknown>> {
  const print = (node: Node, value: unknown): unknown => {
    if (node.kind === 'section') {
      const below = value as Readonly<Record<string, unknown>>;
      return Object.fromEntries(Object.entries(node.fields).map(([key, field]) => [key, print(field, below[key])]));
    }
    return node.isSecret && typeof value === 'string' ? withoutSecrets(value) : value;
  };
  return print(definitions as Node, settings) as Readonly<Record<string, unknown>>;
}

/** An address without its password, and without a query, in which some drivers accept one too. */
export function withoutSecrets(address: string): string {
  if (!URL.canParse(address)) return '***';
  const url = new URL(address);
  if (url.password !== '') url.password = '***';
  // The key of an object store identifies nobody else's account, yet is half of what opens it.
  if (url.protocol === 's3:' && url.username !== '') url.username = '***';
  const isQueryHidden = url.search !== '';
  url.search = '';
  url.hash = '';
  return `${url.href}${isQueryHidden ? '?***' : ''}`;
}
