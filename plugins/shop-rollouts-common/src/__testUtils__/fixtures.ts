import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parsePod,
  parseReplicaSet,
  parseRollout,
  parseService,
} from '../kubernetes';

/** A real object of a real controller. */
export function readFixture(name: string): unknown {
  const file = join(__dirname, '..', '__fixtures__', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

export function rolloutFixture(name: string) {
  const rollout = parseRollout(readFixture(`rollout-${name}`));
  if (!rollout) {
    throw new Error(`The fixture ${name} is not a Rollout`);
  }
  return rollout;
}

/** A Rollout of the shop with everything that belonged to it. */
export function snapshotFixture(state: 'paused' | 'aborted') {
  return {
    rollout: rolloutFixture(state),
    replicaSets: items(`replicasets-${state}`, parseReplicaSet),
    pods: items('pods-paused', parsePod),
    services: items('services-paused', parseService),
  };
}

function items<T>(name: string, parse: (value: unknown) => T | undefined): T[] {
  const list = readFixture(name);
  if (typeof list !== 'object' || !list || !('items' in list)) {
    throw new Error(`The fixture ${name} is not a list`);
  }
  const parsed = Array.isArray(list.items) ? list.items.map(parse) : [];
  return parsed.map(item => {
    if (item === undefined) {
      throw new Error(`The fixture ${name} holds something else`);
    }
    return item;
  });
}
