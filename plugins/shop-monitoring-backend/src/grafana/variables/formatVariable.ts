import { ALL, Variable, valuesOf } from './Variable';

const REGEX_SPECIAL = /[\\^$.*+?()[\]{}|/]/g;

/**
 * Writes the value of a variable in one of Grafana's formats. Without a format
 * as Grafana's Prometheus source does it: for a regular expression in a string
 * where several may be chosen, else for a string.
 */
export function formatVariable(variable: Variable, format?: string): string {
  const values = valuesOf(variable);
  if (variable.current.includes(ALL) && variable.allValue !== undefined) {
    return variable.allValue;
  }
  switch (format) {
    case undefined:
      return variable.multi || variable.includeAll
        ? join(values.map(value => escapeString(escapeRegex(value))))
        : escapeString(values.join(','));
    case 'regex':
      return join(values.map(escapeRegex));
    case 'pipe':
      return values.join('|');
    case 'raw':
    case 'csv':
      return values.join(',');
    case 'glob':
      return values.length > 1 ? `{${values.join(',')}}` : values.join('');
    case 'json':
      return JSON.stringify(values.length === 1 ? values[0] : values);
    case 'doublequote':
      return values.map(value => `"${value}"`).join(',');
    case 'singlequote':
      return values.map(value => `'${value}'`).join(',');
    case 'percentencode':
      return values.map(encodeURIComponent).join(',');
    case 'text':
      return values.map(value => textOf(variable, value)).join(' + ');
    default:
      return values.join(',');
  }
}

function textOf({ options }: Variable, value: string): string {
  return options.find(option => option.value === value)?.text ?? value;
}

function escapeRegex(value: string): string {
  return value.replace(REGEX_SPECIAL, '\\$&');
}

function escapeString(value: string): string {
  return value.replaceAll('\\', '\\\\');
}

function join(values: string[]): string {
  return values.length > 1 ? `(${values.join('|')})` : values.join('');
}
