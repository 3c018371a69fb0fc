import { FieldDisplay } from '@shop-portal/plugin-shop-monitoring-common';

/** From where to where a gauge goes. */
export interface Scale {
  min: number;
  max: number;
}

/** The scale of a field: as the panel says, else what fits the value. */
export function scaleOf(display: FieldDisplay, highest: number): Scale {
  const min = display.min ?? 0;
  const max = display.max ?? Math.max(highest, min + 1);
  return { min, max };
}

/** Where a value lies on a scale, 0 to 1. */
export function positionOn({ min, max }: Scale, value: number): number {
  return Math.min(Math.max((value - min) / (max - min || 1), 0), 1);
}
