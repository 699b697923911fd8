import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';

/** `MAILROOM_API` points the development server at a running Mailroom; the built pages are served by it. */
export default defineConfig(({ mode }) => {
  const api = loadEnv(mode, '.', 'MAILROOM_').MAILROOM_API ?? 'http://127.0.0.1:8080';
  return {
    root: import.meta.dirname,
    plugins: [react()],
    server: { host: '127.0.0.1', proxy: { '/api': { target: api, changeOrigin: false } } },
    build: {
      outDir: '../../dist/web',
      emptyOutDir: true,
      target: 'es2022',
      // No data: addresses, so the content security policy needs no exception for them.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 600,
    },
  };
});
