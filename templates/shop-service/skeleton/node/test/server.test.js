import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { createServer } from '../src/server.js';

describe('server', () => {
  const entries = [];
  const service = createServer({
    version: 'v1.2.3',
    log: entry => entries.push(entry),
  });
  let url;

  before(async () => {
    service.server.listen(0, '127.0.0.1');
    await once(service.server, 'listening');
    url = `http://127.0.0.1:${service.server.address().port}`;
  });

  after(() => service.server.close());

  it('says its name and version', async () => {
    const response = await fetch(url);

    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      name: '${{ values.name }}',
      version: 'v1.2.3',
    });
  });

  it('is healthy', async () => {
    const response = await fetch(`${url}/healthz`);

    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { status: 'ok' });
  });

  it('writes one line for a request', async () => {
    entries.length = 0;
    await fetch(`${url}/healthz?probe`);

    assert.equal(entries.length, 1);
    assert.equal(entries[0].url, '/healthz?probe');
    assert.equal(entries[0].status, 200);
  });

  it('refuses what it does not know', async () => {
    assert.equal((await fetch(`${url}/nowhere`)).status, 404);
    assert.equal((await fetch(url, { method: 'POST' })).status, 405);
  });

  it('is ready until it stops', async () => {
    assert.equal((await fetch(`${url}/readyz`)).status, 200);

    service.drain();

    assert.equal((await fetch(`${url}/readyz`)).status, 503);
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
  });
});
