import { mockErrorHandler } from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { requestOriginGuard } from './requestOriginGuard';

const app = express();
app.use(requestOriginGuard({ baseUrls: ['https://portal.shop.example'] }));
app.get('*', (_request, response) => {
  response.send('served');
});
app.use(mockErrorHandler());

describe('requestOriginGuard', () => {
  it.each([
    ['its own name', { Host: 'portal.shop.example' }],
    ['loopback', { Host: 'localhost:7007' }],
    ['loopback by address', { Host: '127.0.0.1:7007' }],
    [
      'its own page',
      { Host: 'portal.shop.example', Origin: 'https://portal.shop.example' },
    ],
  ])('serves %s', async (_what, headers) => {
    const response = await request(app).get('/api/catalog').set(headers);
    expect(response.status).toBe(200);
    expect(response.text).toBe('served');
  });

  it.each([
    ['a rebound name', { Host: 'attacker.example:7007' }],
    [
      'a name that only starts like its own',
      { Host: 'localhost.evil.example' },
    ],
    ['no readable name', { Host: 'a b' }],
    [
      'a foreign page',
      { Host: 'localhost:7007', Origin: 'https://attacker.example' },
    ],
    ['an opaque origin', { Host: 'localhost:7007', Origin: 'null' }],
  ])('refuses %s', async (_what, headers) => {
    const response = await request(app).get('/api/catalog').set(headers);
    expect(response.status).toBe(403);
    expect(response.body.error.message).toMatch(/is not served/);
  });

  it('lets a kubelet ask for health by the address of the pod', async () => {
    const response = await request(app)
      .get('/.backstage/health/v1/readiness')
      .set({ Host: '10.0.12.7:7007' });
    expect(response.status).toBe(200);
  });
});
