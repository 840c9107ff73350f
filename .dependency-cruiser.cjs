/** Who may import whom. The folders are capabilities and layers; the arrows only go one way. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: to },
});

module.exports = {
  forbidden: [
    only(
      'domain-is-silent',
      '^shared/domain/',
      '^shared/domain/',
      'The domain knows nothing: no package, no clock, no port.',
    ),
    only(
      'ports-speak-domain',
      '^shared/ports/',
      '^shared/(ports|domain)/',
      'A port is written in the words of the domain.',
    ),
    only(
      'contracts-are-schemas',
      '^shared/contracts/',
      ['^shared/(contracts|domain|ports)/', 'node_modules/(zod|yaml|@marcbachmann/cel-js)/'],
      'A contract is a schema and its checks.',
    ),
    only(
      'intake-is-a-use-case',
      '^shared/intake/',
      [
        '^shared/(intake|assignment|domain|ports)/',
        '^shared/runtime/(metric-names|metrics|logs|constant-time|clean-text|charset|http-answers|problem|body[a-z-]*)[.]ts$',
        '^(node:)?(crypto|net)$',
        'node_modules/zod/',
      ],
      'The steps web-form, telephony and assignment share are written over ports.',
    ),
    only(
      'assignment-is-a-use-case',
      '^shared/assignment/',
      '^shared/(assignment|domain|ports)/',
      'The steps by which sweeper, console and telephony move or end what somebody owns are written over ports.',
    ),
    only(
      'reporting-is-a-use-case',
      '^shared/reporting/',
      '^shared/(reporting|domain|ports)/',
      'Counting leads and making reports, which the schedule and the console share, are written over ports.',
    ),
    {
      name: 'adapters-know-no-function',
      severity: 'error',
      from: { path: '^shared/adapters/' },
      to: { path: ['^functions/', '^cdk/', 'node_modules/@middy/'] },
    },
    {
      name: 'runtime-knows-no-business',
      severity: 'error',
      from: { path: '^shared/runtime/' },
      to: {
        path: [
          '^functions/',
          '^cdk/',
          '^shared/(domain|ports|adapters|intake|assignment|reporting|contracts)/',
        ],
      },
    },
    {
      name: 'functions-are-apart',
      comment: 'If two functions need the same steps, one sends the other a message.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/([^/]+)/', pathNot: '^functions/$1/' },
    },
    {
      name: 'only-an-index-wires-adapters',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/[^/]+/index[.]ts$' },
      to: { path: ['^shared/adapters/', 'node_modules/@aws-sdk/'] },
    },
    {
      name: 'constructs-know-configuration-only',
      severity: 'error',
      from: { path: '^cdk/(constructs|monitoring)/' },
      to: {
        path: ['^functions/', '^shared/'],
        pathNot: ['^functions/[^/]+/config[.]ts$', '^shared/runtime/metric-names[.]ts$'],
      },
    },
    {
      name: 'the-runner-runs-bundles',
      comment: 'The local runner executes the template; it never sees a function as source.',
      severity: 'error',
      from: { path: '^cdk/local/' },
      to: { path: '^functions/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'product-knows-no-test', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^node_modules/', 'cdk[.]out'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
