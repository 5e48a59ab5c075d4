<?php
// A plug-in: lets readers comment without an account, as a newsroom has to that uses this back end. Because many tests share
// one WordPress, what a test wants otherwise is switched on a post: `members_only`, `moderated`, `throttled`.

function depeche_switched($post, string $switch): bool
{
    return (bool) get_post_meta((int) $post, "depeche_$switch", true);
}

add_filter('rest_allow_anonymous_comments', function ($allowed, $request) {
    return !depeche_switched($request['post'], 'members_only');
}, 10, 2);

add_filter('pre_comment_approved', function ($approved, $comment) {
    return $approved === 1 && depeche_switched($comment['comment_post_ID'], 'moderated') ? 0 : $approved;
}, 10, 2);

// All tests comment from one address, and do not wait for 15 seconds.
function depeche_throttle($comment)
{
    if (!depeche_switched($comment['comment_post_ID'] ?? 0, 'throttled')) {
        remove_filter('comment_flood_filter', 'wp_throttle_comment_flood', 10);
    }
    return $comment;
}
add_filter('rest_preprocess_comment', 'depeche_throttle');
add_filter('preprocess_comment', 'depeche_throttle');

// It would tell an editor of every comment.
add_filter('pre_wp_mail', '__return_true');
