import { LabelEquals } from '@shop-portal/plugin-shop-monitoring-common';

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** `probe_success{service="storefront"}`, with every value escaped. */
export function formatSelector(
  metric: string,
  labels: readonly LabelEquals[],
): string {
  for (const name of [metric, ...labels.map(label => label.name)]) {
    if (!NAME.test(name)) {
      throw new Error('This is not the name of a metric or label');
    }
  }
  const matchers = labels.map(
    ({ name, value }) => `${name}="${escapeValue(value)}"`,
  );
  return `${metric}{${matchers.join(',')}}`;
}

function escapeValue(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
}
