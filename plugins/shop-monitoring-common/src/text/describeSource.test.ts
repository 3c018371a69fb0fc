import { SourceState, sourceReasonSchema } from '../schemas';
import { describeSource, mayTryAgain } from './describeSource';

const NOW = new Date('2026-11-22T14:32:00Z');
const asOf = '2026-11-22T14:31:00Z';

function describe_(parts: Partial<SourceState>): string {
  return describeSource(
    { source: 'datadog', status: 'failed', ...parts },
    NOW,
    { timeZone: 'UTC' },
  );
}

describe('describeSource', () => {
  it.each<[Partial<SourceState>, string]>([
    [{ status: 'live' }, ''],
    [
      { status: 'stale', reason: 'timeout', timeoutSeconds: 5, asOf },
      'Datadog did not answer in 5 s. Shown: 14:31.',
    ],
    [
      { reason: 'unauthorized' },
      "The portal's key for Datadog is not valid. Tell a platform engineer.",
    ],
    [
      { reason: 'forbidden' },
      "The portal's key for Datadog may not read this. Tell a platform engineer.",
    ],
    [
      { reason: 'rateLimited', retryAt: '2026-11-22T14:33:00Z' },
      'Datadog asks us to wait until 14:33.',
    ],
    [
      { source: 'prometheus', instance: 'main', status: 'notConfigured' },
      'Prometheus main is not connected to this portal.',
    ],
    [
      {
        source: 'grafana',
        status: 'notLinked',
        annotation: 'grafana/dashboard-selector: storefront',
      },
      'No Grafana dashboard is linked. Add this line to the annotations in catalog-info.yaml: grafana/dashboard-selector: storefront',
    ],
  ])('%j → %s', (parts, text) => {
    expect(describe_(parts)).toBe(text);
  });

  it('says something for every reason, and what to do or what is shown', () => {
    const texts = sourceReasonSchema.options.map(reason =>
      describe_({ reason, status: 'stale', asOf }),
    );
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) {
      expect(text).toMatch(/^.*Datadog.*\. Shown: 14:31\.$/);
    }
  });

  it('offers no second try where only a new key helps', () => {
    const of = (reason: SourceState['reason']) =>
      mayTryAgain({ source: 'datadog', status: 'stale', reason });
    expect([of('timeout'), of('unauthorized'), of('forbidden')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
