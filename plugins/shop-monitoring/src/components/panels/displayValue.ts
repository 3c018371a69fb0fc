import {
  FieldDisplay,
  formatValue,
  ValueMapping,
} from '@shop-portal/plugin-shop-monitoring-common';

/** What a panel shows: a number, a text, or that nothing is known. */
export type PanelCell = number | string | boolean | null | undefined;

function matches(mapping: ValueMapping, value: PanelCell): boolean {
  switch (mapping.type) {
    case 'value':
      return String(value ?? '') === mapping.value;
    case 'range':
      return (
        typeof value === 'number' &&
        value >= (mapping.from ?? -Infinity) &&
        value <= (mapping.to ?? Infinity)
      );
    default:
      return matchesSpecial(mapping.match, value);
  }
}

function matchesSpecial(match: string, value: PanelCell): boolean {
  const isNull = value === null || value === undefined;
  switch (match) {
    case 'true':
      return value === true;
    case 'false':
      return value === false;
    case 'empty':
      return value === '';
    case 'nan':
      return Number.isNaN(value);
    case 'null':
      return isNull;
    default:
      return isNull || Number.isNaN(value);
  }
}

/** What the panel wants to be shown instead of a value, if anything. */
export function mappingOf(display: FieldDisplay, value: PanelCell) {
  return display.mappings.find(mapping => matches(mapping, value))?.result;
}

/** A value as the panel wants it written, with its unit. */
export function displayValue(display: FieldDisplay, value: PanelCell): string {
  const mapped = mappingOf(display, value)?.text;
  if (mapped !== undefined) {
    return mapped;
  }
  if (typeof value === 'number') {
    return formatValue(value, display.unit, { decimals: display.decimals });
  }
  if (value === null || value === undefined) {
    return display.noValue ?? formatValue(null);
  }
  return String(value);
}
