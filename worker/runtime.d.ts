/** The runtime's own module; the types of everything else are imported by name, so that nothing becomes a global. */
declare module 'cloudflare:workers' {
  export const WorkflowEntrypoint: typeof import('@cloudflare/workers-types').CloudflareWorkersModule.WorkflowEntrypoint
}
