import express, { Request, Router } from 'express';
import { z } from 'zod';
import { Person } from '../identity/people';
import { Notices } from './Notices';

/** A parameter that a form carries as JSON text. */
function jsonField<T>(schema: z.ZodType<T>) {
  return z.preprocess(
    value => (typeof value === 'string' ? parseJson(value) : value),
    schema.optional(),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const textSchema = z.looseObject({ text: z.string() });
const blockSchema = z.looseObject({
  text: textSchema.optional(),
  accessory: z.looseObject({ url: z.string().optional() }).optional(),
  elements: z
    .array(
      z.looseObject({
        text: z.union([z.string(), textSchema]).optional(),
        url: z.string().optional(),
      }),
    )
    .optional(),
});
const blocksSchema = z.array(blockSchema);
const attachmentsSchema = z.array(
  z.looseObject({
    blocks: blocksSchema.optional(),
    text: z.string().optional(),
  }),
);

const messageSchema = z.looseObject({
  channel: z.string().min(1),
  text: z.string().default(''),
  username: z.string().default('Shop portal'),
  ts: z.string().optional(),
  blocks: jsonField(blocksSchema),
  attachments: jsonField(attachmentsSchema),
});

type Message = z.infer<typeof messageSchema>;

/** The methods of Slack's Web API that the portal's Slack module calls. */
export function createSlackRouter(options: {
  notices: Notices;
  token: string;
  people: readonly Person[];
}): Router {
  const { notices, token, people } = options;
  const methods: Record<string, (body: unknown) => object> = {
    'auth.test': () => ({ ok: true, team: 'Shop', user: 'portal' }),
    'users.lookupByEmail': body => {
      const { data } = z.looseObject({ email: z.string() }).safeParse(body);
      const person = people.find(({ email }) => email === data?.email);
      return person
        ? { ok: true, user: { id: userId(person), real_name: person.name } }
        : refuse('users_not_found');
    },
    'chat.postMessage': body => {
      const { data } = messageSchema.safeParse(body);
      if (!data) {
        return refuse('channel_not_found');
      }
      const person = people.find(each => userId(each) === data.channel);
      const { id } = notices.add({
        by: 'Slack',
        from: data.username,
        to: person?.name ?? data.channel,
        ...contentOf(data),
      });
      return { ok: true, channel: data.channel, ts: id };
    },
    'chat.update': body => {
      const { data } = messageSchema.safeParse(body);
      const edited = data?.ts && notices.edit(data.ts, contentOf(data));
      return edited
        ? { ok: true, channel: data.channel, ts: data.ts }
        : refuse('message_not_found');
    },
  };

  const router = Router();
  router.post(
    '/api/:method',
    express.urlencoded({ extended: false }),
    express.json(),
    (request, response) => {
      const { method } = request.params;
      if (tokenOf(request) !== token) {
        response.json(refuse('invalid_auth'));
      } else if (!Object.hasOwn(methods, method)) {
        response.json(refuse('unknown_method'));
      } else {
        response.json(methods[method](request.body));
      }
    },
  );
  return router;
}

/** Slack answers 200 to what it refuses. */
function refuse(error: string) {
  return { ok: false, error };
}

function userId({ id }: Person): string {
  return `U${id.replace(/\W/g, '').toUpperCase()}`;
}

function tokenOf({ headers, body }: Request): string | undefined {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? body.token;
}

function contentOf({ text, blocks = [], attachments = [] }: Message) {
  const all = [...blocks, ...attachments.flatMap(each => each.blocks ?? [])];
  const parts = all.flatMap(block => [
    block.text?.text ?? [],
    ...(block.elements ?? []).map(({ text: part }) =>
      typeof part === 'string' ? part : part?.text ?? [],
    ),
  ]);
  return {
    title: text,
    text: [parts, attachments.map(each => each.text ?? [])].flat(3).join('\n'),
    links: all
      .flatMap(({ accessory, elements = [] }) => [accessory, ...elements])
      .flatMap(each => each?.url ?? []),
  };
}
