import sharp from 'sharp';

/**
 * The one place that configures sharp (libvips). A child has one core's worth of work, so one thread and no cache of
 * pixels. Only the loaders for formats we accept stay open: SVG, PDF, ImageMagick, HEIF and the rest are attack surface.
 */
sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadTiff',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
  ],
});

export { sharp };
