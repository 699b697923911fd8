/** For a desktop of two cores with a few gigabytes; a larger installation has a PostgreSQL of its own. */
export function serverSettings(port: number, isThrowaway: boolean): readonly string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    // The cluster itself, where the server stands: short for the server however deep the folder lies.
    unix_socket_directories: '.',
    unix_socket_permissions: '0700',
    max_connections: 100,
    shared_buffers: '128MB',
    effective_cache_size: '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    random_page_cost: 1.1,
    jit: 'off',
    // Nothing replicates from an embedded server; less is written.
    wal_level: 'minimal',
    max_wal_senders: 0,
    wal_compression: 'on',
    max_wal_size: '512MB',
    checkpoint_timeout: '15min',
    // The cores read pages; and parallel plans need more /dev/shm than a container gives.
    max_parallel_workers_per_gather: 0,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and the values in errors are customer data, and errors reach the caller anyway.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...(isThrowaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
