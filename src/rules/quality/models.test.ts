import { describe, expect, it } from 'vitest';
import { type Activation, modelInForce } from './model-in-force.ts';
import { uncontradicted } from './uncontradicted.ts';

const activated = (modelId: string | null): Activation => ({ kind: 'activated', modelId });
const rolledBack: Activation = { kind: 'rolled_back', modelId: null };

describe('the model in force', () => {
  it.each([
    ['nothing activated: the one that ships', [], null, false],
    ['the last activated', [activated('a'), activated('b')], 'b', true],
    ['rolled back: the one before', [activated('a'), activated('b'), rolledBack], 'a', true],
    [
      'rolled back twice: further back, not forth again',
      [activated('a'), activated('b'), rolledBack, rolledBack],
      null,
      false,
    ],
    ['activated after a rollback', [activated('a'), rolledBack, activated('c')], 'c', true],
    ['the shipped one activated on purpose', [activated('a'), activated(null)], null, true],
    ['a rollback too many changes nothing', [rolledBack, activated('a')], 'a', true],
  ] as const)('%s', (_, activations, active, canRollBack) => {
    expect(modelInForce(activations)).toMatchObject({ active, canRollBack });
  });
});

describe('what is learnt from corrections', () => {
  const lesson = (documentId: string, text: string, classKey: string) => ({ documentId, text, classKey });

  it('a correction that contradicts another: both are reported and neither is used', () => {
    const { kept, contradictions } = uncontradicted([
      lesson('doc_1', 'Bitte ändern Sie meinen Vertrag 4711 zum 1.12.', 'contract'),
      lesson('doc_2', 'Meine neue Anschrift lautet Bergstraße.', 'address_change'),
      lesson('doc_3', 'bitte ändern sie meinen vertrag 0815  zum 24.12.!', 'cancellation'),
    ]);
    expect(kept.map(({ documentId }) => documentId)).toEqual(['doc_2']);
    expect(contradictions).toEqual([{ classes: ['cancellation', 'contract'], documents: ['doc_1', 'doc_3'] }]);
  });

  it('equal answers about one text are learnt once', () => {
    const { kept, contradictions } = uncontradicted([
      lesson('doc_1', 'Kündigung', 'x'),
      lesson('doc_2', 'KÜNDIGUNG.', 'x'),
    ]);
    expect(kept).toHaveLength(1);
    expect(contradictions).toEqual([]);
  });
});
