export interface Activation {
  readonly kind: 'activated' | 'rolled_back';
  /** Null for the model that ships. */
  readonly modelId: string | null;
}

/**
 * Which model is in force after these activations, oldest first, and which one a rollback would bring back. A rollback
 * takes the last activation away, so a second one goes further back instead of forth again. Before all there is the
 * model that ships (null); what cannot be rolled back further has `canRollBack` false.
 */
export function modelInForce(activations: readonly Activation[]): {
  readonly active: string | null;
  readonly previous: string | null;
  readonly canRollBack: boolean;
} {
  const standing: (string | null)[] = [null];
  for (const { kind, modelId } of activations) {
    if (kind === 'activated') standing.push(modelId);
    else if (standing.length > 1) standing.pop();
  }
  return {
    active: standing.at(-1) ?? null,
    previous: standing.at(-2) ?? null,
    canRollBack: standing.length > 1,
  };
}
