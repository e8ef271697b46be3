// The page's policy allows no script in the page itself.
Redoc.init('/api/openapi.json', { disableSearch: false, hideLoading: true }, document.getElementById('redoc'));
