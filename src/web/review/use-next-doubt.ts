import { type RefObject, useCallback, useEffect } from 'react';

/**
 * Tab goes to the next place that is asked about and only there; behind the last one it is the browser's again, and
 * Shift Tab always is, so nothing on the page is out of reach. Returns the same step for buttons.
 */
export function useNextDoubt(form: RefObject<HTMLElement | null>): () => boolean {
  const step = useCallback((): boolean => {
    const here = document.activeElement;
    const stops = [...(form.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])].map(focusable);
    const isInside = form.current?.contains(here) ?? false;
    const next = isInside
      ? stops.find((stop) => here !== null && here.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING)
      : stops[0];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
    return next !== undefined;
  }, [form]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      const here = document.activeElement;
      const isFree = here === null || here === document.body || here.id === 'content';
      if (!isFree && !(form.current?.contains(here) ?? false)) return;
      if (step()) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [form, step]);
  return step;
}

/** A section stops at its list of choices, a field at its input. */
function focusable(stop: HTMLElement): HTMLElement {
  return stop.matches('input') ? stop : (stop.querySelector<HTMLElement>('[role="listbox"]') ?? stop);
}

export function focusDoubt(form: HTMLElement | null, doubt: string | null): void {
  const stop = form?.querySelector<HTMLElement>(doubt === null ? '[data-stop]' : `[data-stop="${doubt}"]`);
  if (stop != null) focusable(stop).focus({ preventScroll: doubt === null });
}
