/** Who may import what. The words of each rule say why; see .github/CONTRIBUTING.md. */
const SLICE_RULES = '^worker/[^/]+/(rules(/|\\.ts$)|data\\.ts$|gateways/data\\.ts$)|^worker/shared/'
const PURE_PACKAGES = ['temporal-polyfill', 'diff', 'canonicalize']

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'A circle of imports has no first reader.',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphan-target',
      severity: 'error',
      comment: 'An import that resolves to nothing.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(astro:|cloudflare:|#)' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment:
        'Rules, data maps and shared/ import only each other, content types and pure packages: no framework, database, clock or network.',
      from: { path: SLICE_RULES },
      to: {
        pathNot: [SLICE_RULES, '^content/', ...PURE_PACKAGES.map((name) => `node_modules/${name}/`)],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'tables-import-tables',
      severity: 'error',
      comment: 'A table refers to other tables, and to the rules that name its states.',
      from: { path: '^worker/.+/tables\\.ts$' },
      to: { path: '^worker/', pathNot: ['/rules/', '/rules\\.ts$', '/tables\\.ts$'] },
    },
    {
      name: 'actions-stay-home',
      severity: 'error',
      comment: 'An action never calls another slice’s action: what both need is a rule, a read or a change.',
      from: { path: '^worker/([^/]+)/(gateways/)?actions' },
      to: { path: '^worker/([^/]+)/(gateways/)?actions', pathNot: '^worker/$1/' },
    },
    {
      name: 'doors-call-their-own',
      severity: 'error',
      comment: 'Routes, sweeps, webhooks, queues and workflows call their own slice’s actions; staff doors may call any.',
      from: { path: '^worker/([^/]+)/(gateways/)?(routes|sweep|webhook|queue|workflow)', pathNot: '^worker/staff/' },
      to: { path: '^worker/([^/]+)/(gateways/)?actions', pathNot: '^worker/$1/' },
    },
    {
      name: 'worker-never-imports-site',
      severity: 'error',
      comment: 'The Worker keeps promises; how they are shown is not its business.',
      from: { path: '^worker/' },
      to: { path: '^site/' },
    },
    {
      name: 'site-imports-rules-only',
      severity: 'error',
      comment: 'Pages share the Worker’s pure rules; the rest of it they know as a type.',
      from: { path: '^site/' },
      to: { path: '^worker/', pathNot: [SLICE_RULES, '^worker/policies/generated\\.ts$'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'content-has-no-logic',
      severity: 'error',
      comment: 'Content is read by both sides and reads neither.',
      from: { path: '^content/' },
      to: { path: '^(worker|site|test)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.astro|test)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
