"""The browser's door: pages, forms and sign-in. What they show and do is done by the desk."""
