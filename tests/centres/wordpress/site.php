<?php
// The site's own styles and its switch between light and dark, as a must-use plugin.
add_action('wp_head', function () {
    echo '<style>
        @media (scripting: enabled) { login-help:not(:defined) { display: block; min-height: 52rem } }
        :root.dark { color-scheme: dark }
        :root.dark body { --wp--preset--color--base: #111; --wp--preset--color--contrast: #eee }
    </style>';
});
add_action('wp_body_open', function () {
    echo '<button id="dark" onclick="document.documentElement.classList.toggle(\'dark\')">Dark</button>';
});
