import { FieldDisplay } from '@shop-portal/plugin-shop-monitoring-common';
import { z } from 'zod';
import { compilePattern } from '../compilePattern';
import { Field, Frame } from '../frames/Frame';
import { FieldConfig, FieldDefaults, fieldDefaultsSchema } from './classic';
import { readFieldDisplay } from './readFieldDisplay';

export interface FieldStyle {
  display: FieldDisplay;
  /** A name that the dashboard gives, before its variables are filled in. */
  displayName?: string;
}

const namesSchema = z.object({
  mode: z.enum(['include', 'exclude']).default('include'),
  names: z.array(z.string()),
});

/** The configuration of one field: the panel's, then each override. */
export function applyOverrides(
  { defaults, overrides }: FieldConfig,
  field: Field,
  frame: Frame,
  title: string,
): FieldStyle {
  let config: FieldDefaults = {
    ...defaults,
    unit: defaults.unit ?? field.unit,
  };
  for (const { matcher, properties } of overrides) {
    if (matches(matcher, field, frame, title)) {
      config = properties.reduce(withProperty, config);
    }
  }
  return {
    display: readFieldDisplay(config),
    ...(config.displayName && { displayName: config.displayName }),
  };
}

function matches(
  { id, options }: FieldConfig['overrides'][0]['matcher'],
  field: Field,
  frame: Frame,
  title: string,
): boolean {
  const names = [title, field.name];
  switch (id) {
    case 'byName':
      return names.some(name => name === options);
    case 'byNames': {
      const parsed = namesSchema.safeParse(options);
      return (
        parsed.success &&
        names.some(name => parsed.data.names.includes(name)) ===
          (parsed.data.mode === 'include')
      );
    }
    case 'byRegexp': {
      const pattern = compilePattern(String(options));
      return pattern !== undefined && names.some(name => pattern.test(name));
    }
    case 'byType':
      return field.type === options;
    case 'byFrameRefID':
      return frame.refId === options;
    case 'numeric':
      return field.type === 'number';
    case 'time':
      return field.type === 'time';
    default:
      return false;
  }
}

function withProperty(
  config: FieldDefaults,
  { id, value }: { id: string; value?: unknown },
): FieldDefaults {
  const changed = id.startsWith('custom.')
    ? {
        ...config,
        custom: { ...config.custom, [id.slice('custom.'.length)]: value },
      }
    : { ...config, [id]: value };
  const result = fieldDefaultsSchema.safeParse(changed);
  return result.success ? result.data : config;
}
