(() => {
  let scheme = null;
  let language = null;
  try {
    scheme = localStorage.getItem('mailroom.scheme');
    language = localStorage.getItem('mailroom.language');
  } catch {
    // Storage can be forbidden; the system's own choice is then the right one.
  }
  const isDark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
  if (language === 'de' || language === 'en') document.documentElement.lang = language;
})();
