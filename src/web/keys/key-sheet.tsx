import { Switch } from '@mantine/core';
import { Dialog } from '../ui/dialog.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './key-sheet.module.css';
import { type KeyBinding, useKeyRegistry } from './keys.tsx';

/** The keys of the page below, and the switch that turns single letters off. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { words } = useSpeech();
  const { bindings, hasSingleKeys, setSingleKeys } = useKeyRegistry();
  const all = withoutTwins(bindings());
  const here = all.filter((one) => one.scope !== 'everywhere');
  const everywhere = all.filter((one) => one.scope === 'everywhere');
  return (
    <Dialog title={words.keys.title} size="md" onClose={onClose}>
      {here.length > 0 && <KeyGroup title={words.keys.here} bindings={here} />}
      <KeyGroup title={words.keys.everywhere} bindings={everywhere} />
      <Switch
        className={css.toggle}
        label={words.keys.single}
        description={words.keys.singleHint}
        checked={hasSingleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
    </Dialog>
  );
}

function KeyGroup({ title, bindings }: { title: string; bindings: readonly KeyBinding[] }) {
  const { words } = useSpeech();
  return (
    <section className={css.group}>
      <h3 className={css.heading}>{title}</h3>
      <dl className={css.keys}>
        {bindings.map((binding) => (
          <div key={binding.label} className={css.line}>
            <dt>
              {(binding.caps ?? binding.on.map((name) => capOf(name, words.keys.ctrl))).map((cap) => (
                <kbd key={cap}>{cap}</kbd>
              ))}
            </dt>
            <dd>{binding.label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const arrows: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '⏎',
  Escape: 'Esc',
};

/** What stands on the key: `Ctrl+Enter` is "Strg ⏎" on a German keyboard. */
function capOf(name: string, ctrl: string): string {
  const key = name.replace('Ctrl+', '');
  const cap = arrows[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return key === name ? cap : `${ctrl} ${cap}`;
}

/** The same key explained twice (a list inside a list) is explained once. */
function withoutTwins(bindings: readonly KeyBinding[]): readonly KeyBinding[] {
  return [...new Map(bindings.map((binding) => [binding.label, binding])).values()];
}
