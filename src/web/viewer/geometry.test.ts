import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, panned, placeOf, sheetSize, showing, type Turn, turned, zoomedAt } from './geometry.ts';

const a4 = sheetSize({ widthMm: 210, heightMm: 297 });
const room = { width: 900, height: 800 };

describe('the view of a page', () => {
  it('shows the whole page, centred, with a margin', () => {
    const view = fitted(room, a4, 0, 'page');
    expect(a4.height * view.zoom).toBeCloseTo(room.height - 32);
    expect(view.x * 2 + a4.width * view.zoom).toBeCloseTo(room.width);
  });

  it('fills the width and begins at the top of the page', () => {
    const view = fitted(room, a4, 0, 'width');
    expect(a4.width * view.zoom).toBeCloseTo(room.width - 32);
    expect(view.y).toBe(16);
  });

  it('zooms at the pointer: the place under it stays under it while the page is larger than the window', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 300, max: 600, noNaN: true }),
        fc.double({ min: 300, max: 500, noNaN: true }),
        (x, y) => {
          const start = zoomedAt(fitted(room, a4, 0, 'width'), { x: 450, y: 400 }, 2, room, a4);
          const next = zoomedAt(start, { x, y }, 1.3, room, a4);
          expect((x - next.x) / next.zoom).toBeCloseTo((x - start.x) / start.zoom, 6);
          expect((y - next.y) / next.zoom).toBeCloseTo((y - start.y) / start.zoom, 6);
        },
      ),
    );
  });

  it('can never be dragged or zoomed out of the window', () => {
    const step = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      factor: fc.double({ min: 0.2, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.constantFrom<Turn>(0, 90, 180, 270), (steps, turn) => {
        let view = fitted(room, a4, turn, 'page');
        for (const { x, y, factor } of steps)
          view = panned(zoomedAt(view, { x: 400, y: 300 }, factor, room, a4), { x, y }, room, a4);
        const { width, height } = turned(a4, turn);
        expect(view.x).toBeLessThanOrEqual(Math.max(16, room.width));
        expect(view.x + width * view.zoom).toBeGreaterThan(0);
        expect(view.y + height * view.zoom).toBeGreaterThan(0);
        expect(view.y).toBeLessThan(room.height);
      }),
    );
  });

  it('moves a marked place into sight, and not at all when it is in sight', () => {
    const view = fitted(room, a4, 0, 'page');
    expect(showing(view, [0.4, 0.4, 0.1, 0.02], room, a4)).toBe(view);
    const close = zoomedAt(view, { x: 0, y: 0 }, 4, room, a4);
    const place = placeOf([0.8, 0.9, 0.1, 0.02], showing(close, [0.8, 0.9, 0.1, 0.02], room, a4), a4);
    expect(place.x).toBeGreaterThanOrEqual(0);
    expect(place.x + place.width).toBeLessThanOrEqual(room.width);
    expect(place.y + place.height).toBeLessThanOrEqual(room.height);
  });

  it('knows where a place lies after the page was turned', () => {
    const view = { zoom: 1, x: 0, y: 0 };
    const box = [0.1, 0.2, 0.3, 0.05] as const;
    const upright = placeOf(box, { ...view, turn: 0 }, a4);
    const quarter = placeOf(box, { ...view, turn: 90 }, a4);
    expect(quarter.width).toBeCloseTo(upright.height);
    expect(quarter.x + quarter.width).toBeCloseTo(a4.height * 0.8);
    expect(quarter.y).toBeCloseTo(a4.width * 0.1);
    const half = placeOf(box, { ...view, turn: 180 }, a4);
    expect(half.x).toBeCloseTo(a4.width * 0.6);
    const three = placeOf(box, { ...view, turn: 270 }, a4);
    expect(three.x).toBeCloseTo(a4.height * 0.2);
    expect(three.y + three.height).toBeCloseTo(a4.width * 0.9);
  });
});
