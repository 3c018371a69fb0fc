import {
  FieldDisplay,
  ValueMapping,
} from '@shop-portal/plugin-shop-monitoring-common';
import { z } from 'zod';
import { FieldDefaults } from './classic';

const drawSchema = z.object({
  drawStyle: z.enum(['line', 'bars', 'points']).catch('line'),
  lineInterpolation: z
    .enum(['linear', 'smooth', 'stepBefore', 'stepAfter'])
    .catch('linear'),
  lineWidth: z.number().min(0).max(10).catch(1),
  fillOpacity: z.number().min(0).max(100).catch(0),
  stacking: z
    .object({ mode: z.enum(['none', 'normal', 'percent']) })
    .catch({ mode: 'none' }),
  spanNulls: z.union([z.boolean(), z.number()]).catch(false),
  axisPlacement: z.enum(['auto', 'left', 'right', 'hidden']).catch('auto'),
  axisLabel: z.string().optional().catch(undefined),
  thresholdsStyle: z.object({ mode: z.string() }).catch({ mode: 'off' }),
  hideFrom: z.object({ viz: z.boolean() }).catch({ viz: false }),
  hidden: z.boolean().catch(false),
});

/** How a field is shown, from its configuration. */
export function readFieldDisplay(config: FieldDefaults): FieldDisplay {
  const draw = drawSchema.parse(config.custom ?? {});
  return {
    ...dropUndefined({
      unit: config.unit,
      decimals: config.decimals,
      min: config.min,
      max: config.max,
      noValue: config.noValue,
      colorMode: config.color?.mode,
      fixedColor: config.color?.fixedColor,
    }),
    ...(config.thresholds && {
      thresholds: {
        mode: config.thresholds.mode,
        steps: config.thresholds.steps.map(({ value, color }) => ({
          value: value ?? null,
          color,
        })),
      },
    }),
    mappings: (config.mappings ?? []).flatMap(toMappings),
    hidden: draw.hidden || draw.hideFrom.viz,
    draw: {
      style: draw.drawStyle,
      interpolation: draw.lineInterpolation,
      lineWidth: draw.lineWidth,
      fillOpacity: draw.fillOpacity,
      stacking: draw.stacking.mode,
      spanNulls: draw.spanNulls,
      axisPlacement: draw.axisPlacement,
      ...(draw.axisLabel && { axisLabel: draw.axisLabel }),
      thresholds: toThresholdStyle(draw.thresholdsStyle.mode),
    },
  };
}

function toMappings(
  mapping: NonNullable<FieldDefaults['mappings']>[0],
): ValueMapping[] {
  switch (mapping.type) {
    case 'value':
      return Object.entries(mapping.options).map(([value, result]) => ({
        type: 'value',
        value,
        result,
      }));
    case 'range':
      return [
        {
          type: 'range',
          from: mapping.options.from ?? null,
          to: mapping.options.to ?? null,
          result: mapping.options.result,
        },
      ];
    default:
      return [{ type: 'special', ...mapping.options }];
  }
}

function toThresholdStyle(mode: string): FieldDisplay['draw']['thresholds'] {
  switch (mode) {
    case 'line':
    case 'dashed':
    case 'series':
      return 'line';
    case 'area':
      return 'area';
    case 'line+area':
    case 'dashed+area':
      return 'line+area';
    default:
      return 'off';
  }
}

function dropUndefined<T extends object>(parts: T): Partial<T> {
  const kept: Partial<T> = { ...parts };
  for (const [key, value] of Object.entries(parts)) {
    if (value === undefined) {
      Reflect.deleteProperty(kept, key);
    }
  }
  return kept;
}
