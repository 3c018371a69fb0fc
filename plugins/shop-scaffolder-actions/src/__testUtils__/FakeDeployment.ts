import { http, HttpResponse } from 'msw';
import { z } from 'zod';
import { API } from './fakeGitHub';

const refSchema = z.object({ ref: z.string().optional(), sha: z.string() });

/** A pull request of the service `reviews`, as GitHub describes it. */
export const PULL = {
  number: 41,
  html_url: 'https://github.shop.example/shop/deploy/pull/41',
  head: { ref: 'portal/reviews' },
};

/** The git data API of one repository, whichever it is, one commit deep. */
export class FakeDeployment {
  readonly branches = new Map([['main', 'main-commit']]);
  readonly existing = new Array<
    typeof PULL & { state: string; merged_at?: string }
  >();
  readonly pulls = new Array<unknown>();
  tree: unknown;
  newTree = 'new-tree';
  refusal?: string;

  readonly handlers = [
    http.get(`${API}/repos/shop/:repository/git/ref/heads%2Fmain`, () =>
      HttpResponse.json({ object: { sha: this.branches.get('main') } }),
    ),
    http.get(`${API}/repos/shop/:repository/git/commits/main-commit`, () =>
      HttpResponse.json({ sha: 'main-commit', tree: { sha: 'tree-of-main' } }),
    ),
    http.post(
      `${API}/repos/shop/:repository/git/blobs`,
      async ({ request }) => {
        const { content } = z
          .object({ content: z.string(), encoding: z.literal('base64') })
          .parse(await request.json());
        // The text stands for its hash, so that a tree tells what it has.
        const sha = Buffer.from(content, 'base64').toString('utf8');
        return this.refusal
          ? HttpResponse.json({ message: this.refusal }, { status: 403 })
          : HttpResponse.json({ sha }, { status: 201 });
      },
    ),
    http.post(
      `${API}/repos/shop/:repository/git/trees`,
      async ({ request }) => {
        this.tree = await request.json();
        return HttpResponse.json({ sha: this.newTree }, { status: 201 });
      },
    ),
    http.post(`${API}/repos/shop/:repository/git/commits`, () =>
      HttpResponse.json({ sha: 'new-commit' }, { status: 201 }),
    ),
    http.post(`${API}/repos/shop/:repository/git/refs`, async ({ request }) => {
      const { ref = '', sha } = refSchema.parse(await request.json());
      const branch = ref.replace('refs/heads/', '');
      if (this.branches.has(branch)) {
        return HttpResponse.json(
          { message: 'Reference already exists' },
          { status: 422 },
        );
      }
      this.branches.set(branch, sha);
      return HttpResponse.json({ ref }, { status: 201 });
    }),
    http.patch(
      `${API}/repos/shop/:repository/git/refs/:ref`,
      async ({ params, request }) => {
        const { sha } = refSchema.parse(await request.json());
        const ref = decodeURIComponent(String(params.ref));
        this.branches.set(ref.replace('heads/', ''), sha);
        return HttpResponse.json({ ref });
      },
    ),
    http.get(`${API}/repos/shop/:repository/pulls`, ({ request }) => {
      const state = new URL(request.url).searchParams.get('state');
      return HttpResponse.json(
        this.existing.filter(pull => pull.state === state),
      );
    }),
    http.post(`${API}/repos/shop/:repository/pulls`, async ({ request }) => {
      this.pulls.push(await request.json());
      return HttpResponse.json(PULL, { status: 201 });
    }),
  ];
}
