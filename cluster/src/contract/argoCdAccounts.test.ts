import { z } from 'zod';
import { describeOnReal } from '../side/describeOnReal';
import { ArgoCdContract } from './support/ArgoCdContract';
import { argoCdRefusal } from './support/argoCdAnswers';

jest.setTimeout(60_000);

const USER_INFO = '/api/v1/session/userinfo';
const tokenSchema = z.object({ body: z.object({ token: z.string() }) });

describeOnReal(
  "Argo CD's accounts",
  'the portal is given a token and never signs in',
  () => {
    const contract = ArgoCdContract.register();

    const signIn = (password = contract.argoCd.adminPassword) =>
      contract.api.post(
        '/api/v1/session',
        { username: 'admin', password },
        { as: 'nobody' },
      );
    const createToken = (account: string, token: string, body: object) =>
      contract.api.post(`/api/v1/account/${account}/token`, body, {
        as: { token },
      });
    const tokenOf = (answer: unknown) => tokenSchema.parse(answer).body.token;

    it('sign in with a password, and are known by token or cookie [l2]', async () => {
      const answer = await signIn();
      const token = tokenOf(answer);
      const known = {
        status: 200,
        body: { loggedIn: true, username: 'admin' },
      };

      expect(answer.status).toBe(200);
      expect(answer.headers['set-cookie']?.[0]).toMatch(/^argocd\.token=/);
      expect(
        await contract.api.get(USER_INFO, { as: { token } }),
      ).toMatchObject(known);
      expect(
        await contract.api.get(USER_INFO, {
          as: 'nobody',
          headers: { cookie: `argocd.token=${token}` },
        }),
      ).toMatchObject(known);
    });

    it('are refused with a wrong password [l2]', async () => {
      expect(await signIn('wrong')).toMatchObject(
        argoCdRefusal(401, 16, expect.any(String)),
      );
    });

    it('have API tokens, each of its own name [l2]', async () => {
      const admin = tokenOf(await signIn());
      const id = `contract-${Date.now()}`;
      const first = await createToken('reader', admin, { id, expiresIn: 0 });
      const again = await createToken('reader', admin, { id, expiresIn: 0 });
      const asText = await createToken('reader', admin, { expiresIn: '0' });
      const token = tokenOf(first);

      expect(first.status).toBe(200);
      expect(
        await contract.api.get(USER_INFO, { as: { token } }),
      ).toMatchObject({ body: { username: 'reader' } });
      expect(again).toMatchObject({ status: 500 });
      expect(asText).toMatchObject({ status: 400, body: { code: 3 } });
    });

    it('make tokens for themselves, and for nobody else [l2]', async () => {
      const { reader } = contract.argoCd.tokens;
      const own = await createToken('reader', reader, { expiresIn: 0 });
      const other = await createToken('portal', reader, { expiresIn: 0 });

      expect(own.status).toBe(200);
      expect(other).toMatchObject({ status: 403, body: { code: 7 } });
    });

    it('can ask what they may do, but not for one action [l32]', async () => {
      const canI = (
        action: string,
        as: keyof typeof contract.argoCd.tokens = 'portal',
      ) =>
        contract.api.get(
          `/api/v1/account/can-i/applications/${action}/default/web`,
          { as },
        );
      const yes = { status: 200, body: { value: 'yes' } };
      const no = { status: 200, body: { value: 'no' } };

      expect(await canI('sync')).toMatchObject(yes);
      expect(await canI('sync', 'reader')).toMatchObject(no);
      expect(await canI('get', 'reader')).toMatchObject(yes);
      // The policy has action/argoproj.io/Rollout/*.
      expect(await canI('action')).toMatchObject(no);
      expect(
        await canI('action%2Fargoproj.io%2FRollout%2Fresume'),
      ).toMatchObject(no);
      expect(await canI('promote')).toMatchObject({ status: 400 });
    });
  },
);
