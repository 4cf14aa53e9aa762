const { readFileSync } = require('node:fs');
const { join } = require('node:path');

// order.ts is TypeScript and this file is not: the list is read as text, so that there stays one list.
const order = [...readFileSync(join(__dirname, 'programme/order.ts'), 'utf8').matchAll(/^ {2}'([a-z]+)',$/gm)].map(
  (m) => m[1],
);
if (order.length < 10) throw new Error('programme/order.ts could not be read');

const test = '\\.test\\.tsx?$';
const pure = '^kernel/pure/|^programme/order\\.ts$|^programme/[^/]+/(facts|rules|words|accounts|[a-zA-Z]+Words)\\.ts$';
// What a pure file may take from npm: no DOM, no Node, no clock inside.
const purePackages = '(^|/)node_modules/(zod|geographiclib-geodesic|flatbush|flatqueue)/';
// What one capability shows to the next ones. The districts of Peru are data that rules read everywhere.
const shown =
  '(facts|[a-zA-Z]+Facts|queries|rules|tables|accounts|words|[a-zA-Z]+Words|geography/(districts|peru))\\.ts$';
const screens =
  '^(programme/[^/]+/(phone|office|panels)/|programme/[^/]+/panels\\.ts|kernel/(phone|office|kit)/|apps/(phone|office)/)';
const serverSide =
  '^(kernel/(ledger|server)/|programme/[^/]+/(queries|project|posts|documents)\\.ts$|apps/(server|cli)/|season/|bench/|tools/)';

const upstreamOnly = order.slice(0, -1).map((capability, i) => ({
  name: `upstream-${capability}`,
  comment: `${capability} stands upstream of ${order.slice(i + 1).join(', ')} and never imports them (programme/order.ts).`,
  severity: 'error',
  from: { path: `^programme/${capability}/`, pathNot: test },
  to: { path: `^programme/(${order.slice(i + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or three. Types may point back.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-knows-no-cocoa',
      comment: 'The kernel is machinery: it imports no programme, app or season.',
      severity: 'error',
      from: { path: '^kernel/', pathNot: test },
      to: { path: '^(programme|apps|season|bench|tools)/' },
    },
    {
      name: 'programme-knows-no-app',
      comment: 'apps → programme → kernel, never back.',
      severity: 'error',
      from: { path: '^programme/', pathNot: test },
      to: { path: '^(apps|season|bench|tools)/' },
    },
    {
      name: 'apps-are-thin',
      comment: 'An app wires programme and kernel; the season comes in through the command line only.',
      severity: 'error',
      from: { path: '^apps/(server|phone|office)/', pathNot: test },
      to: { path: '^(season|bench|tools)/' },
    },
    {
      name: 'apps-do-not-meet',
      comment: 'The screens of the phone and of the office share the kit, nothing of each other.',
      severity: 'error',
      from: { path: '^apps/(phone|office)/', pathNot: test },
      to: { path: '^apps/', pathNot: '^apps/$1/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'season-is-a-customer',
      comment:
        'The season tells facts through the public door: it imports programme and kernel, and the apps only to start them.',
      severity: 'error',
      from: { path: '^season/', pathNot: [test, '^season/walk/'] },
      to: { path: '^(bench|tools)/' },
    },
    {
      name: 'pure-stays-pure',
      comment:
        'Facts, rules and words run on phone, server and in the head: they import only each other and the schema library.',
      severity: 'error',
      from: { path: pure, pathNot: test },
      to: { pathNot: [pure, purePackages, '^programme/[^/]+/[a-z][a-zA-Z]*\\.ts$'] },
    },
    {
      name: 'pure-calls-no-impure-neighbour',
      comment: 'A pure file takes nothing from the files of its folder that read SQL or the screen.',
      severity: 'error',
      from: { path: pure, pathNot: test },
      to: { path: '^programme/[^/]+/(queries|project|posts|documents|tables|panels|capability)\\.ts$' },
    },
    {
      name: 'neighbours-through-the-front-door',
      comment: 'Between capabilities only facts, queries, rules, tables, accounts and words are shared.',
      severity: 'error',
      // A story for the tests of one capability begins with what those upstream can tell.
      from: { path: '^programme/([^/]+)/', pathNot: [test, 'Story\\.ts$'] },
      to: {
        path: '^programme/[^/]+/',
        pathNot: [`^programme/$1/`, `^programme/[^/]+/${shown}`, '^programme/[^/]+/(phone|office|panels)/'],
      },
    },
    {
      name: 'screens-take-only-types',
      comment:
        'Runtime code of the server never reaches a browser: from queries.ts and the ledger a screen takes types.',
      severity: 'error',
      from: { path: screens, pathNot: [test, 'vite\\.config\\.ts$'] },
      to: { path: serverSide, pathNot: '^kernel/server/[a-zA-Z]*Words\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'screens-run-in-a-browser',
      comment: 'A screen has no Node.',
      severity: 'error',
      from: { path: screens, pathNot: [test, 'vite\\.config\\.ts$'] },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'phone-and-office-apart',
      comment: 'The phone is small: it imports nothing of the office.',
      severity: 'error',
      from: { path: '^(kernel|apps)/phone/|^programme/[^/]+/phone/', pathNot: test },
      to: {
        path: '^(kernel|apps)/office/|^programme/[^/]+/office/|(^|/)node_modules/(@mantine|@tanstack|maplibre-gl)/',
      },
    },
    {
      name: 'server-has-no-screen',
      severity: 'error',
      comment: 'Nothing on the server imports a screen.',
      // The phone that the server's tests hold in their hand.
      from: { path: serverSide, pathNot: [test, '^apps/server/openHandset\\.ts$', '^(season|bench|tools)/'] },
      to: { path: `${screens}|\\.tsx$`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-outside',
      comment: 'The project is whole in itself: nothing reads ../shared or any other place.',
      severity: 'error',
      from: {},
      to: { path: '^\\.\\./', pathNot: '/node_modules/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'declared',
      comment: 'A package that package.json does not name, or only for development, is not imported by what ships.',
      severity: 'error',
      from: { path: '^(kernel|programme|apps)/', pathNot: [test, 'vite\\.config\\.ts$', 'testCluster\\.ts$'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    ...upstreamOnly,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
