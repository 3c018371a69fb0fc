import { judgeHealth } from '../health';
import { Health, SourceState } from '../schemas';
import { describeHealth } from './describeHealth';

const NOW = new Date('2026-11-22T14:42:00Z');
const none = { monitors: 0, alerts: 0, probes: 0 };
const datadog: SourceState = { source: 'datadog', status: 'live' };
const prometheus: SourceState = { source: 'prometheus', status: 'live' };

function aHealth(parts: Partial<Health>): Health {
  const health = {
    entityRef: 'component:default/storefront',
    environment: { name: 'prod', title: 'prod', order: 2, production: true },
    checkedAt: NOW.toISOString(),
    counts: { monitors: 6, alerts: 3, probes: 2 },
    firing: none,
    muted: none,
    sources: [datadog, prometheus],
    ...parts,
  };
  return { ...health, verdict: judgeHealth(health) };
}

describe('describeHealth', () => {
  const since = '2026-11-22T14:35:10Z';
  const release = (at: string) => ({ tag: '9f31c02', at });
  const muted = { ...none, monitors: 1, until: '2026-11-22T16:00:00Z' };
  const staleDatadog: SourceState = {
    ...datadog,
    status: 'stale',
    reason: 'timeout',
    asOf: '2026-11-22T13:58:00Z',
  };

  it.each<[string, Partial<Health>, string]>([
    ['quiet', {}, 'Well: nothing fires. 6 monitors, 3 alerts, 2 probes.'],
    [
      'one of each is watched',
      { counts: { monitors: 1, alerts: 0, probes: 1 } },
      'Well: nothing fires. 1 monitor, 1 probe.',
    ],
    [
      'shortly after a release',
      {
        firing: { ...none, monitors: 2, since },
        release: release('2026-11-22T14:28:10Z'),
      },
      'Not well: 2 monitors alert since 14:35, 7 min after release 9f31c02.',
    ],
    [
      'long after a release',
      {
        firing: { ...none, monitors: 1, since },
        release: release('2026-11-22T14:04:00Z'),
      },
      'Not well: 1 monitor alerts since 14:35.',
    ],
    [
      'before the release',
      {
        firing: { ...none, monitors: 1, since },
        release: release('2026-11-22T14:36:00Z'),
      },
      'Not well: 1 monitor alerts since 14:35.',
    ],
    [
      'since another day',
      { firing: { ...none, alerts: 1, since: '2026-11-20T09:05:00Z' } },
      'Not well: 1 alert fires since 20 Nov, 09:05.',
    ],
    [
      'several kinds, nobody knows since when',
      { firing: { monitors: 2, alerts: 1, probes: 1 } },
      'Not well: 2 monitors, 1 alert and 1 probe fire.',
    ],
    [
      'alerting outweighs a silent source and a mute',
      {
        firing: { ...none, alerts: 2, since },
        sources: [staleDatadog, prometheus],
        muted,
      },
      'Not well: 2 alerts fire since 14:35.',
    ],
    [
      'a silent source outweighs a mute',
      { sources: [staleDatadog, prometheus], muted },
      'Not known: Datadog has not answered since 13:58. Prometheus is quiet.',
    ],
    [
      'nothing was ever heard',
      {
        counts: none,
        sources: [
          { ...datadog, status: 'failed', reason: 'unreachable' },
          { ...prometheus, instance: 'main', status: 'notLinked' },
        ],
      },
      'Not known: Datadog does not answer.',
    ],
    [
      'silent panels and silences change nothing',
      {
        sources: [
          datadog,
          prometheus,
          { source: 'grafana', status: 'failed' },
          { source: 'alertmanager', status: 'failed' },
        ],
      },
      'Well: nothing fires. 6 monitors, 3 alerts, 2 probes.',
    ],
    [
      'muted by a person',
      { muted: { ...muted, by: 'user:default/sam.roy' } },
      'Well, but 1 monitor is muted until 16:00 by Sam Roy.',
    ],
    [
      'muted by hand, by several',
      { muted: { ...none, monitors: 2, alerts: 1 } },
      'Well, but 2 monitors and 1 alert are muted.',
    ],
    [
      'nothing is linked',
      {
        counts: none,
        sources: [
          { ...datadog, status: 'notLinked' },
          { ...prometheus, status: 'notConfigured' },
        ],
      },
      'Not watched: no monitor, alert or probe is linked.',
    ],
  ])('%s', (_name, parts, line) => {
    expect(describeHealth(aHealth(parts), NOW, { timeZone: 'UTC' })).toBe(line);
  });

  it('writes times in the zone of the reader', () => {
    const health = aHealth({ firing: { ...none, monitors: 1, since } });
    expect(describeHealth(health, NOW, { timeZone: 'Asia/Seoul' })).toBe(
      'Not well: 1 monitor alerts since 23:35.',
    );
  });
});
