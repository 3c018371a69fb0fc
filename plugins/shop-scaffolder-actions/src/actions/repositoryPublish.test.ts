import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { http, HttpResponse } from 'msw';
import { stringify } from 'yaml';
import { createFixture } from '../__testUtils__/createFixture';
import {
  API,
  describeRepository,
  fakeRepositories,
  useFakeGitHub,
} from '../__testUtils__/fakeGitHub';
import { createRepositoryPublishAction } from './repositoryPublish';

const INPUT = {
  name: 'reviews',
  description: 'Shows what customers think.',
  sourcePath: 'source',
};

const OURS = {
  reviews: {
    files: {
      '.portal/answers.yaml': stringify({
        template: 'template:default/shop-service',
        task: 'task-1',
        name: 'reviews',
      }),
    },
  },
};

// The push itself is tested against a GitHub that has Git: see lab.test.ts.
describe('shop:repository:publish', () => {
  const github = useFakeGitHub(...fakeRepositories({}));
  const action = createRepositoryPublishAction(createFixture());

  function createContext(
    options: { taskId?: string; isDryRun?: boolean } = {},
  ) {
    const { taskId = 'task-1', isDryRun = false } = options;
    return {
      ...createMockActionContext({ input: INPUT, task: { id: taskId } }),
      isDryRun,
    };
  }

  it('makes the repository in the configured organisation, marked with the task', async () => {
    const created = new Promise<unknown>(resolve => {
      github.use(
        http.post(`${API}/orgs/shop/repos`, async ({ request }) => {
          resolve(await request.json());
          return HttpResponse.json(describeRepository('reviews'), {
            status: 201,
          });
        }),
        http.get(`https://github.shop.example/shop/reviews.git/*`, () =>
          HttpResponse.text('', { status: 403 }),
        ),
      );
    });
    const run = action.handler(createContext());

    expect(await created).toEqual({
      name: 'reviews',
      description: 'Shows what customers think.',
      homepage: 'http://localhost:7007/create/tasks/task-1',
      private: true,
      delete_branch_on_merge: true,
    });
    await expect(run).rejects.toThrow('the push to shop/reviews');
  });

  it('goes on with what an earlier try of the same task pushed', async () => {
    github.use(...fakeRepositories(OURS));
    const context = createContext();

    await action.handler(context);

    expect(context.output).toHaveBeenCalledWith(
      'remoteUrl',
      'https://github.shop.example/shop/reviews',
    );
    expect(context.output).toHaveBeenCalledWith(
      'repoContentsUrl',
      'https://github.shop.example/shop/reviews/blob/main',
    );
    expect(context.output).toHaveBeenCalledWith('commitHash', 'c0ffee');
  });

  it('leaves the repository of another task alone', async () => {
    github.use(...fakeRepositories(OURS));
    await expect(
      action.handler(createContext({ taskId: 'task-2' })),
    ).rejects.toThrow(
      'shop/reviews exists and was not made by this task. Choose another name.',
    );
  });

  it('leaves a repository without answers alone', async () => {
    github.use(
      ...fakeRepositories({ reviews: { files: { 'README.md': 'Hello' } } }),
    );
    await expect(action.handler(createContext())).rejects.toThrow(
      'was not made by this task',
    );
  });

  it('sends its token only to the configured host', async () => {
    github.use(
      http.post(`${API}/orgs/shop/repos`, () =>
        HttpResponse.json(
          {
            ...describeRepository('reviews'),
            clone_url: 'https://elsewhere.example/shop/reviews.git',
          },
          { status: 201 },
        ),
      ),
    );
    await expect(action.handler(createContext())).rejects.toThrow(
      'GitHub named https://elsewhere.example/shop/reviews.git as the address of shop/reviews, which is not on github.shop.example.',
    );
  });

  it('says why GitHub refused', async () => {
    github.use(
      http.post(`${API}/orgs/shop/repos`, () =>
        HttpResponse.json(
          { message: 'Resource not accessible by integration' },
          { status: 403 },
        ),
      ),
    );
    await expect(action.handler(createContext())).rejects.toThrow(
      'GitHub refused to create the repository shop/reviews (403): Resource not accessible by integration',
    );
  });

  it('writes nothing in a dry run', async () => {
    const context = createContext({ isDryRun: true });

    await action.handler(context);

    expect(context.output).toHaveBeenCalledWith(
      'remoteUrl',
      'https://github.shop.example/shop/reviews',
    );
  });

  it('stops when the task is cancelled', async () => {
    const context = { ...createContext(), signal: AbortSignal.abort() };
    await expect(action.handler(context)).rejects.toThrow('aborted');
  });
});
