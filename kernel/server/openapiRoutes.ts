import type * as z from 'zod/mini';
import { SyncRequest } from '#kernel/sync/protocol.ts';
import { enrolmentBodies } from './enrolments.ts';
import { loginBodies } from './logins.ts';
import { filePaths } from './openapiFiles.ts';
import { passbookPaths } from './openapiPassbook.ts';
import { bodies } from './routes.ts';

type Schema = Readonly<Record<string, unknown>>;
export type Described = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A way to write schemas of shapes, and what every operation may answer besides its own. */
export interface Writing {
  readonly schema: (of: z.ZodMiniType) => Schema;
  readonly refused: (...statuses: readonly number[]) => Schema;
}

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
export const inQuery = (name: string, schema: Schema, description: string) => ({
  name,
  in: 'query',
  schema,
  description,
});
export const list = (items: unknown): Schema => ({ type: 'array', items });
const named = (properties: Readonly<Record<string, unknown>>): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const component = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const [text, whole, yes, any]: Schema[] = [{ type: 'string' }, { type: 'integer' }, { type: 'boolean' }, {}];
const ms: Schema = { type: 'integer', description: 'ms since 1970' };
export const marked = {
  name: 'x-minka',
  in: 'header',
  required: true,
  schema: { const: '1' },
  description: 'Any value',
};

/** Shapes that several routes answer. */
export const shared: Readonly<Record<string, Schema>> = {
  Refusals: named({
    refusals: list({
      type: 'object',
      required: ['code', 'params', 'words'],
      properties: { code: text, params: { type: 'object' }, at: text, words: named({ es: text, en: text }) },
    }),
  }),
  Receipt: named({
    id: text,
    outcome: { enum: ['accepted', 'flagged', 'held', 'rejected', 'quarantined', 'duplicate'] },
    number: { type: ['integer', 'null'] },
    flags: list({
      type: 'object',
      required: ['code', 'params'],
      properties: { code: text, params: { type: 'object' }, at: text },
    }),
    visibleAt: { type: ['integer', 'null'] },
  }),
  Session: named({
    programme: named({ id: text, code: text, name: text, startedOn: text }),
    staff: named({ id: text, names: text }),
    grants: list(named({ role: text, scopes: { anyOf: [{ const: 'all' }, list(text)] } })),
    server: named({ epoch: whole, time: text, version: text }),
  }),
  SessionLine: named({ id: text, staff: text, started_ms: ms, seen_ms: ms, agent: { type: ['string', 'null'] } }),
};

/** Every route that is neither a question nor an export. */
export function fixedPaths(writing: Writing, kinds: readonly string[]): Described {
  return {
    ...dataPaths(writing, kinds),
    ...accessPaths(writing),
    ...loginPaths(writing),
    ...enrolmentPaths(writing),
    ...passbookPaths(writing),
    ...filePaths(writing),
    ...processPaths(writing),
  };
}

type Does = (summary: string, answer: Schema | null, statuses: readonly number[], more?: Schema) => Schema;

const doing =
  ({ refused }: Writing): Does =>
  (summary, answer, statuses, more = {}) => ({
    summary,
    ...more,
    responses: {
      ...(answer ? { '200': { description: 'OK', ...json(answer) } } : { '204': { description: 'Done' } }),
      ...refused(...statuses),
    },
  });
const takes = (body: unknown) => ({ parameters: [marked], requestBody: { required: true, ...json(body) } });
const write = (...also: unknown[]) => ({ parameters: [marked, ...also] });
const session = component('Session');

function dataPaths(writing: Writing, kinds: readonly string[]): Described {
  const does = doing(writing);
  const facts = { type: 'array', minItems: 1, maxItems: 500, items: { $ref: '#/components/schemas/Envelope' } };
  return {
    '/api/facts': {
      post: does(
        'Record facts: the only way to change anything.',
        named({ receipts: list(component('Receipt')) }),
        [400, 401, 403, 413, 415],
        {
          description: `One receipt per fact, in order. 400 when not one of them could be read. Kinds: ${kinds.join(', ')}; the body of each is the schema fact.<kind>.`,
          ...takes({ ...named({ facts }), additionalProperties: false }),
        },
      ),
    },
    '/api/sync': {
      post: does(
        'One round trip of a phone: hello, push and pull.',
        { type: 'object' },
        [400, 401, 403, 413, 415],
        takes(writing.schema(SyncRequest)),
      ),
    },
    '/api/imports': {
      get: does('What the signed-in person may bring in as a spreadsheet, with its fields.', list(any), [401], {
        parameters: [inQuery('lang', { enum: ['es', 'en'] }, 'Language of the labels')],
      }),
    },
    '/api/import': {
      post: does('Bring a spreadsheet in, or try it out.', { type: 'object' }, [400, 401, 403, 413, 415], {
        parameters: [
          marked,
          inQuery('as', text as Schema, 'people, plots, attendance, purchases; facts for what a phone could not send'),
          inQuery('dryRun', { enum: ['1'] }, 'Record nothing, tell what each row would record'),
          inQuery('map', text as Schema, 'JSON: field to column, where the guess was wrong'),
          inQuery('lang', { enum: ['es', 'en'] }, 'Language of the answer'),
        ],
        requestBody: {
          required: true,
          content: { 'multipart/form-data': { schema: named({ file: { type: 'string', format: 'binary' } }) } },
        },
      }),
    },
  };
}

function accessPaths(writing: Writing): Described {
  const { schema } = writing;
  const does = doing(writing);
  return {
    '/api/session': {
      get: does('Who is signed in.', session, [401, 403]),
      post: does(
        'Sign in. Ten tries a minute for a login from one place.',
        session,
        [400, 401, 403, 429],
        takes(schema(bodies.signIn)),
      ),
      delete: does('Sign out.', null, [403], write()),
    },
    '/api/session/turn': {
      post: does(
        'A shared phone is handed over: the session that this person left on it is in use again.',
        null,
        [400, 401, 403],
        takes(schema(bodies.turn)),
      ),
    },
    '/api/session/list': {
      get: does("One's own sessions.", named({ sessions: list(component('SessionLine')) }), [401]),
    },
    '/api/session/password': {
      post: does(
        "Change one's password; ends the other sessions.",
        null,
        [400, 401, 403, 429],
        takes(schema(bodies.password)),
      ),
    },
    '/api/setup': {
      post: does(
        'The first administrator, with the one-time set-up token.',
        session,
        [400, 403, 429],
        takes(schema(bodies.setUp)),
      ),
    },
    '/api/invite': {
      post: does(
        'Choose a password with a one-time code.',
        session,
        [400, 403, 429],
        takes(schema(loginBodies.accept)),
      ),
    },
  };
}

function loginPaths(writing: Writing): Described {
  const { schema, refused } = writing;
  const does = doing(writing);
  return {
    '/api/logins': {
      get: does(
        'Who has a login, an open invitation, and which sessions. Administrators.',
        named({
          logins: list(
            named({
              staff: text,
              login: text,
              invited_until_ms: { type: ['integer', 'null'] },
              sessions: list(component('SessionLine')),
            }),
          ),
        }),
        [401, 403],
      ),
      post: {
        ...does(
          'Invite: answers a one-time code. Administrators.',
          null,
          [400, 401, 403],
          takes(schema(loginBodies.invite)),
        ),
        responses: {
          '201': { description: 'Invited', ...json(named({ code: text, until_ms: ms })) },
          ...refused(400, 401, 403),
        },
      },
    },
    '/api/logins/{staff}': {
      delete: does(
        'Take login, invitation and sessions away. Administrators.',
        null,
        [400, 401, 403],
        write(inPath('staff')),
      ),
    },
    '/api/logins/{staff}/sessions': {
      delete: does('End all her sessions. Administrators.', null, [400, 401, 403], write(inPath('staff'))),
    },
    '/api/logins/{staff}/sessions/{id}': {
      delete: does('End one session. Administrators.', null, [400, 401, 403], write(inPath('staff'), inPath('id'))),
    },
  };
}

function enrolmentPaths(writing: Writing): Described {
  const { schema, refused } = writing;
  const does = doing(writing);
  const places = { anyOf: [{ const: 'all' }, list(text)] };
  return {
    '/api/enrolments': {
      post: {
        ...does(
          'A code that brings one phone in: good once and for ten minutes. Administrators.',
          null,
          [400, 401, 403],
          takes(schema(enrolmentBodies.make)),
        ),
        responses: {
          '201': { description: 'Made', ...json(named({ code: text, until_ms: ms })) },
          ...refused(400, 401, 403),
        },
      },
    },
    '/api/enrolments/{staff}': {
      get: does(
        'Until when her code is open, and whether a phone used it. Administrators.',
        named({ until_ms: { type: ['integer', 'null'] }, used_ms: { type: ['integer', 'null'] } }),
        [400, 401, 403],
        { parameters: [inPath('staff')] },
      ),
      delete: does('Take the code back. Administrators.', null, [400, 401, 403], write(inPath('staff'))),
    },
    '/api/enrolments/look': {
      post: does(
        'Whose seat a code opens.',
        named({ programme: text, names: text, grants: list(named({ role: text, places })), until_ms: ms }),
        [400, 403, 429],
        takes(schema(enrolmentBodies.look)),
      ),
    },
    '/api/enrolments/enter': {
      post: does(
        'Sign a phone in by its code. `claim` is a secret of the phone, for asking again when the answer was lost.',
        session,
        [400, 403, 429],
        takes(schema(enrolmentBodies.enter)),
      ),
    },
  };
}

function processPaths(writing: Writing): Described {
  const { refused } = writing;
  const does = doing(writing);
  return {
    '/api/doors': {
      get: does(
        'Questions and kinds of fact that are open to the signed-in person.',
        named({ questions: { type: 'object' }, facts: list(text) }),
        [401],
      ),
    },
    '/api/health': { get: does('Alive, and able to read the log.', named({ ok: yes, version: text }), []) },
    '/api/metrics': {
      get: {
        summary: 'Numbers of the process for Prometheus. Administrators, or from this machine.',
        responses: { '200': { description: 'OK', content: { 'text/plain': { schema: text } } }, ...refused(401, 403) },
      },
    },
    '/api/openapi.json': { get: does('This description.', { type: 'object' }, []) },
  };
}
