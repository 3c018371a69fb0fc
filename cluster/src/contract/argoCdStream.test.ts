import { describeOnReal } from '../side/describeOnReal';
import { hasHealth } from './support/Application';
import { ArgoCdContract } from './support/ArgoCdContract';
import { DeployedService } from './support/DeployedService';

jest.setTimeout(60_000);

const STREAM = '/api/v1/stream/applications';

describe("Argo CD's stream", () => {
  const contract = ArgoCdContract.register();
  let service: DeployedService;

  beforeAll(async () => {
    service = await contract.deploy('automated');
    await service.until(hasHealth('Healthy'));
  });

  it('starts with what is there, a line each [l13]', async () => {
    const stream = contract.api.stream(`${STREAM}?name=${service.name}`);
    const line = await stream.line();
    stream.close();

    expect(await stream.headers()).toMatchObject({
      'content-type': expect.stringMatching(/^application\/json\b/),
    });
    expect(JSON.parse(line)).toEqual({
      result: {
        type: 'ADDED',
        application: expect.objectContaining({
          metadata: expect.objectContaining({ name: service.name }),
          status: expect.objectContaining({
            resources: expect.arrayContaining([
              expect.objectContaining({
                kind: 'Rollout',
                health: expect.objectContaining({ status: 'Healthy' }),
              }),
            ]),
          }),
        }),
      },
    });
  });

  it('sends events to those who accept them [l13]', async () => {
    const stream = contract.api.stream(`${STREAM}?name=${service.name}`, {
      headers: { accept: 'text/event-stream' },
    });
    const line = await stream.line();
    stream.close();

    expect(await stream.headers()).toMatchObject({
      'content-type': expect.stringMatching(/^text\/event-stream\b/),
    });
    expect(line).toMatch(/^data: \{.*\} ?$/);
  });

  it('selects fields, and says nothing twice [l14]', async () => {
    const fields =
      'result.type,result.application.metadata.name,result.application.status.health.status,result.application.status.sync.revision';
    const stream = contract.api.stream(
      `${STREAM}?name=${service.name}&fields=${fields}`,
    );
    const first = await stream.next();
    const commit = await service.push('Explain', { 'README.md': '# Deploy\n' });
    await service.refresh();
    const events = [first];
    while (events.at(-1)?.application?.status?.sync?.revision !== commit) {
      events.push(await stream.next());
    }
    stream.close();

    const event = (type: string, revision: unknown) => ({
      type,
      application: {
        metadata: { name: service.name },
        status: { health: { status: 'Healthy' }, sync: { revision } },
      },
    });
    expect(first).toEqual(event('ADDED', expect.any(String)));
    expect(events.at(-1)).toEqual(event('MODIFIED', commit));
    const lines = events.map(item => JSON.stringify(item));
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('tells of what is new and of what is gone [l13]', async () => {
    const gone = await contract.deploy('automated');
    await gone.until(hasHealth('Healthy'));
    const stream = contract.api.stream(`${STREAM}?name=${gone.name}`);
    const first = await stream.next();
    await gone.push('Remove it', { [`apps/${gone.name}`]: undefined });
    await contract.argoCd.notifyPush();
    const last = await stream.until(({ type }) => type === 'DELETED');
    stream.close();

    expect(first.type).toBe('ADDED');
    expect(last.application?.metadata?.name).toBe(gone.name);
    expect(await contract.api.get(gone.path)).toMatchObject({ status: 403 });
    expect(
      await contract.kubernetes.request('GET', gone.rolloutPath),
    ).toMatchObject({ status: 404 });
  });

  it('does not answer at all before its first event [l15]', async () => {
    const silent = [
      contract.api.stream(`${STREAM}?name=none`),
      contract.api.stream(`${STREAM}?name=none`, {
        headers: { accept: 'text/event-stream' },
      }),
    ];
    const heard = contract.api.stream(`${STREAM}?name=${service.name}`);
    await heard.next();
    await service.push('Explain more', { 'README.md': '# Deployments\n' });
    await service.refresh();
    // Now they would have come too.
    await heard.next();

    expect(heard.answered).toBe(true);
    expect(silent.map(({ answered }) => answered)).toEqual([false, false]);
    silent.forEach(stream => stream.close());
    heard.close();
  });

  describeOnReal(
    'without a change',
    'the lab compares when something changes, and keeps no time of it',
    () => {
      it('says the same again after a resync, but for the time [l16]', async () => {
        const stream = contract.api.stream(`${STREAM}?name=${service.name}`);
        const before = await stream.next();
        const after = await stream.until(
          ({ application }) =>
            application?.status?.reconciledAt !==
            before.application?.status?.reconciledAt,
        );
        stream.close();

        expect(after.type).toBe('MODIFIED');
        expect(after.application?.status).toMatchObject({
          sync: { status: 'Synced' },
          health: { status: 'Healthy' },
        });
      });
    },
  );

  describeOnReal('of a tree', 'the portal follows Applications only', () => {
    it('is refused as one object with both codes [l17]', async () => {
      const answer = await contract.api.get(
        '/api/v1/stream/applications/none/resource-tree',
      );

      expect(answer).toEqual(
        expect.objectContaining({
          status: 403,
          body: {
            error: {
              grpc_code: 7,
              http_code: 403,
              http_status: 'Forbidden',
              message: 'permission denied',
            },
          },
        }),
      );
    });
  });

  it('keeps quiet connections open with a comment, once it has spoken [l21]', async () => {
    const stream = contract.api.stream(
      `${STREAM}?name=${service.name}&fields=result.type`,
      { headers: { accept: 'text/event-stream' } },
    );
    const lines = [await stream.line()];
    while (lines.at(-1) !== ':' && lines.length < 10) {
      lines.push(await stream.line());
    }
    stream.close();

    expect(lines[0]).toMatch(/^data: /);
    expect(lines.at(-1)).toBe(':');
  });
});
