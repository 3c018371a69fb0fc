import { readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { parse } from 'yaml';

const APPS = join(
  dirname(require.resolve('@shop-portal/lab/package.json')),
  'seeds/deploy/apps',
);

export interface ShippedRules {
  service: string;
  groups: Array<{
    name: string;
    rules: Array<{ alert: string; expr: string }>;
  }>;
}

/** The rules that the lab's services are watched by. */
export function readShippedRules(): ShippedRules[] {
  return readdirSync(APPS, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('/monitors/alerts.yaml'))
    .map(path => ({
      service: path.split('/')[0],
      groups: parse(readFileSync(join(APPS, path), 'utf8')).spec.groups,
    }));
}
