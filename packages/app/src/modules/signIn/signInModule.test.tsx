import { createApp } from '@backstage/frontend-defaults';
import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { signInModule } from './signInModule';

describe('sign-in', () => {
  const asked: string[] = [];
  const server = setupServer(
    http.get(
      'http://localhost:7007/api/auth/:provider/refresh',
      ({ params }) => {
        asked.push(String(params.provider));
        return HttpResponse.json(
          { error: { name: 'AuthenticationError', message: 'No session' } },
          { status: 401 },
        );
      },
    ),
  );
  registerMswTestHooks(server);
  beforeEach(() => asked.splice(0));

  it.each([
    [undefined, 'oidc', 'Sign in with the account of your organisation'],
    ['oidc', 'oidc', 'Sign in with the account of your organisation'],
    ['github', 'github', 'Sign in with your GitHub account'],
  ])('with %s in the config uses %s', async (signInProvider, id, message) => {
    const app = createApp({
      features: [signInModule],
      advanced: {
        configLoader: async () => ({
          config: mockApis.config({
            data: {
              app: {
                title: 'Shop portal',
                baseUrl: 'http://localhost',
                signInProvider,
              },
              backend: { baseUrl: 'http://localhost:7007' },
              auth: { environment: 'development' },
            },
          }),
        }),
      },
    });
    render(app.createRoot());
    expect(await screen.findByText(message)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Sign In' })).toBeVisible();
    expect(asked).toEqual([id]);
    expect(document.title).toBe('Sign in · Shop portal');
  });
});
