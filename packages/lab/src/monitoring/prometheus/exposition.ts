import { Series } from '../traffic/Series';
import { formatValue } from './PrometheusEngine';

/** The current samples in Prometheus' text format 0.0.4. */
export function exposition(all: readonly Series[], now: number): string {
  const families = new Map<string, string[]>();
  for (const series of all) {
    const value = series.at(now);
    const { __name__: name, ...labels } = series.labels;
    if (value === undefined) {
      continue;
    }
    const family = name.replace(/_(bucket|sum|count)$/, '');
    const lines = families.get(family) ?? [];
    const pairs = Object.entries(labels).map(
      ([label, text]) => `${label}="${escape(text)}"`,
    );
    lines.push(`${name}{${pairs.join(',')}} ${formatValue(value)}`);
    families.set(family, lines);
  }
  return [...families]
    .map(
      ([family, lines]) =>
        `# TYPE ${family} ${typeOf(family, lines)}\n${lines.join('\n')}\n`,
    )
    .join('');
}

function typeOf(family: string, lines: string[]): string {
  if (family.endsWith('_total')) {
    return 'counter';
  }
  return lines.some(line => line.startsWith(`${family}_bucket{`))
    ? 'histogram'
    : 'gauge';
}

function escape(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
