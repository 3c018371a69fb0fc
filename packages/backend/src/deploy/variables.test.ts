import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument, visit } from 'yaml';

const root = path.resolve(__dirname, '../../../..');

function readText(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** The variables in the values of a configuration; comments name others. */
function variablesOf(file: string): string[] {
  const names = new Set<string>();
  visit(parseDocument(readText(file)), {
    Scalar(_, { value }) {
      for (const [, name] of String(value).matchAll(/\$\{(\w+)\}/g)) {
        names.add(name);
      }
    },
  });
  return [...names].sort();
}

/** The variables in the first column of the table below a heading. */
function documentedBelow(heading: string): string[] {
  const [, rest] = readText('docs/operating.md').split(`\n### ${heading}\n`);
  const [section] = rest.split(/\n##+ /);
  return section
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .flatMap(line => [...line.split('|')[1].matchAll(/`(\w+)`/g)])
    .map(([, name]) => name)
    .sort();
}

describe('the variables of app-config.production.yaml', () => {
  const needed = variablesOf('app-config.production.yaml');
  const secrets = documentedBelow('Secrets');
  const addresses = documentedBelow('Addresses and names');
  const example = readText('deploy/portal/overlays/example/environment.env')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split('=')[0])
    .sort();

  it('are all told to operators, and no others', () => {
    expect([...secrets, ...addresses].sort()).toEqual(needed);
  });

  it('are secrets where their names say so', () => {
    const secret = /PASSWORD|SECRET|TOKEN|PRIVATE_KEY|API_KEY|APPLICATION_KEY/;

    expect(addresses.filter(name => secret.test(name))).toEqual([]);
    expect(secrets.filter(name => !secret.test(name))).toEqual(['REDIS_URL']);
  });

  it('are set by the example as far as they are no secrets', () => {
    // Left out, people sign in through OpenID Connect.
    expect([...example, 'SIGN_IN_PROVIDER'].sort()).toEqual(addresses);
  });
});
