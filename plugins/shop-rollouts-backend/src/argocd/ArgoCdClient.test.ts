import {
  ARGOCD_TOKEN,
  createApplication,
  FakeArgoCd,
} from '../__testUtils__/FakeArgoCd';
import { ArgoCdClient } from './ArgoCdClient';

describe('ArgoCdClient', () => {
  let argocd: FakeArgoCd;

  beforeEach(async () => {
    argocd = await FakeArgoCd.start();
  });

  afterEach(() => argocd.stop());

  it('waits for a first Application, as Argo CD is silent until then', async () => {
    const stop = new AbortController();
    const client = ArgoCdClient.create(
      { name: 'main', url: argocd.url, token: ARGOCD_TOKEN },
      { silenceMillis: 1 },
    );
    const first = client.stream(stop.signal, () => undefined).next();
    // Each takes longer than the silence that is put up with.
    for (let request = 0; request < 5; request += 1) {
      await client.listNames(stop.signal);
    }
    argocd.put(createApplication({}));

    expect((await first).value).toMatchObject({
      type: 'ADDED',
      application: { object: { metadata: { name: 'storefront-prod' } } },
    });
    stop.abort();
  });

  it('gives a stream up that has spoken and then says nothing more', async () => {
    argocd.put(createApplication({}));
    const client = ArgoCdClient.create(
      { name: 'main', url: argocd.url, token: ARGOCD_TOKEN },
      { silenceMillis: 50 },
    );
    const events = client.stream(new AbortController().signal, () => undefined);
    await events.next();

    await expect(events.next()).rejects.toThrow(/aborted/);
  });
});
