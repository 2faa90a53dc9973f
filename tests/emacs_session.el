;;; Opens the script in $SCRIPT with the server, waits for its finding, takes the action called $ACTION, waits until it is gone.
(dolist (folder (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/*"))
  (when (file-directory-p folder) (add-to-list 'load-path folder)))
(require 'eglot)
(require 'flymake)
(require 'python)

(defvar patience 30)
(setq eglot-sync-connect t
      eglot-autoshutdown nil
      eglot-confirm-server-initiated-edits nil
      python-indent-guess-indent-offset nil
      create-lockfiles nil
      make-backup-files nil)
(add-to-list 'eglot-server-programs
             `(python-mode . (,(getenv "PYTHON") "-m" "zerolint" "server")))

(defun wait-until (condition what)
  (let ((end (+ (float-time) patience)))
    (while (not (funcall condition))
      (when (> (float-time) end)
        (princ (format "no %s\n" what))
        (kill-emacs 1))
      (accept-process-output nil 0.05))))

(find-file (getenv "SCRIPT"))
(python-mode)
(call-interactively 'eglot)
(flymake-mode 1)

(wait-until (lambda () (flymake-start nil) (flymake-diagnostics)) "diagnostic")
(let* ((found (car (flymake-diagnostics)))
       (start (flymake-diagnostic-beg found)))
  (goto-char start)
  (princ (format "found at %d:%d-%d %s\n"
                 (1- (line-number-at-pos)) (current-column)
                 (+ (current-column) (- (flymake-diagnostic-end found) start))
                 (car (split-string (flymake-diagnostic-text found) "\n"))))
  (let* ((actions (eglot-code-actions start start))
         (action (seq-find (lambda (each) (string-prefix-p (getenv "ACTION") (plist-get each :title))) actions)))
    (princ (format "applied %s\n" (plist-get action :title)))
    (eglot--apply-workspace-edit (plist-get action :edit))
    ;; Eglot sends changes when Emacs is idle, which it never is in a batch.
    (eglot--signal-textDocument/didChange))
  (wait-until (lambda () (flymake-start nil) (null (flymake-diagnostics))) "end of the diagnostic")
  (goto-char (point-min))
  (forward-line 2)
  (princ (format "gone: %s\n" (buffer-substring (line-beginning-position) (line-end-position)))))
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(kill-emacs 0)
