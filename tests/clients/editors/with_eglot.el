;;; with_eglot.el --- An afternoon in Emacs with eglot (28 and later)  -*- lexical-binding: t -*-

;;; Commentary:
;; Timers that wait for an idle moment do not run in a batch, so what they would do is done here.

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'json)

(defvar house (getenv "HOUSE"))
(defvar second (getenv "SECOND"))
(defvar seen nil)

(setq eglot-sync-connect t
      eglot-events-buffer-size 0
      eglot-autoshutdown nil
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil
      create-lockfiles nil
      vc-handled-backends '(Git)
      coding-system-for-read 'utf-8-unix
      coding-system-for-write 'utf-8-unix)
(add-to-list 'eglot-server-programs '(text-mode . ("copydesk" "lsp")))

(defun saw (key value)
  "Write down under KEY that VALUE was seen."
  (push (cons key value) seen))

(defun wait-for (what is-it)
  "Wait until IS-IT holds, which is called WHAT."
  (let ((until (+ (float-time) 30)))
    (while (not (funcall is-it))
      (when (> (float-time) until) (error "Waited in vain for %s" what))
      (accept-process-output nil 0.02))))

(defun open (file)
  "Visit FILE and have it looked at."
  (find-file file)
  (text-mode)
  (unless (eglot-current-server)
    (cl-letf (((symbol-function 'y-or-n-p) (lambda (&rest _) t)))
      (apply #'eglot--connect (eglot--guess-contact))))
  (unless (bound-and-true-p eglot--managed-mode) (eglot--maybe-activate-editing-mode))
  (flymake-mode 1)
  (flymake-start)
  (current-buffer))

(defun found (buffer)
  "The findings in BUFFER: of each what is said and what is underlined."
  (with-current-buffer buffer
    (flymake-start)
    (mapcar (lambda (one)
              (list (flymake-diagnostic-text one)
                    (buffer-substring-no-properties (flymake-diagnostic-beg one) (flymake-diagnostic-end one))))
            (flymake-diagnostics))))

(defun codes (buffer)
  "The findings in BUFFER by their rules."
  (vconcat
   (sort (mapcar (lambda (one)
                   (vector (if (string-match "\\[\\([a-z.-]+\\)\\]" (car one)) (match-string 1 (car one)) (car one))
                           (cadr one)))
                 (found buffer))
         (lambda (one other) (string< (aref one 0) (aref other 0))))))

(defun changed ()
  "Tell the server what has changed."
  (eglot--signal-textDocument/didChange))

(defun act (rule title)
  "Do what is offered under TITLE about the finding of RULE."
  (let* ((finding (cl-find-if (lambda (one) (string-match-p (regexp-quote rule) (flymake-diagnostic-text one)))
                              (flymake-diagnostics)))
         (from (flymake-diagnostic-beg finding))
         (actions (jsonrpc-request
                   (eglot--current-server-or-lose) :textDocument/codeAction
                   (list :textDocument (eglot--TextDocumentIdentifier)
                         :range (list :start (eglot--pos-to-lsp-position from)
                                      :end (eglot--pos-to-lsp-position from))
                         :context (list :diagnostics [] :only ["quickfix"]))))
         (action (cl-find-if (lambda (one) (string-match-p (regexp-quote title) (plist-get one :title))) actions)))
    (unless action (error "No %s among %S" title (mapcar (lambda (one) (plist-get one :title)) actions)))
    (eglot--apply-workspace-edit (plist-get action :edit))
    (changed)))

(defun afternoon ()
  "Go through it."
  (let ((draft (open (concat house "/draft.md"))) config text)
    (wait-for "the findings" (lambda () (= (length (found draft)) 2)))
    (saw 'opened (codes draft))
    (with-current-buffer draft (act "words.doubled" "Remove"))
    (wait-for "the fix" (lambda () (= (length (found draft)) 1)))
    (setq text (with-current-buffer draft (buffer-string)))
    (saw 'fixed (substring-no-properties text))
    (saw 'left (codes draft))
    (with-current-buffer draft (act "house.quay" "Silence house.quay here"))
    (wait-for "silence" (lambda () (= (length (found draft)) 0)))
    (saw 'silenced (with-current-buffer draft (buffer-substring-no-properties (point-min) (point-max))))
    (saw 'silent (codes draft))

    (with-current-buffer draft
      (erase-buffer)
      (insert text)
      (changed))
    (wait-for "the finding again" (lambda () (= (length (found draft)) 1)))
    (setq config (open (concat house "/.copydesk.yml")))
    (with-current-buffer config
      (goto-char (point-max))
      (insert "rulez: {}\n")
      (changed)
      (save-buffer))
    (wait-for "the mistake" (lambda () (= (length (found config)) 1)))
    (with-current-buffer config
      (let ((mistake (car (flymake-diagnostics))))
        (saw 'mistake (list (cons 'line (1- (line-number-at-pos (flymake-diagnostic-beg mistake))))
                            (cons 'message (flymake-diagnostic-text mistake))))))
    (saw 'broken (codes draft))
    (with-current-buffer config
      (erase-buffer)
      (insert "packs: [house.yml]\nrules: {house.quay: off}\n")
      (changed)
      (save-buffer))
    (wait-for "the mended rules" (lambda () (= (length (found draft)) 0)))
    (saw 'mended (codes draft))
    (with-current-buffer config
      (erase-buffer)
      (insert "packs: [house.yml]\n")
      (changed)
      (save-buffer))
    (wait-for "the old rules" (lambda () (= (length (found draft)) 1)))

    (with-current-buffer draft (set-buffer-modified-p nil))
    (kill-buffer draft)
    (rename-file (concat house "/draft.md") (concat house "/renamed.md"))
    (let ((renamed (open (concat house "/renamed.md"))))
      (wait-for "the renamed draft" (lambda () (= (length (found renamed)) 2)))
      (saw 'renamed (codes renamed)))

    (let ((other (open (concat second "/draft.md"))) (until (+ (float-time) 2)))
      (while (and (< (float-time) until) (null (found other))) (accept-process-output nil 0.05))
      (saw 'second (codes other)))))

(condition-case wrong
    (afternoon)
  (error (saw 'error (error-message-string wrong))))
(let ((json-encoding-pretty-print nil))
  (with-temp-file (getenv "SEEN") (insert (json-encode (mapcar (lambda (one) one) seen)))))
(kill-emacs 0)
;;; with_eglot.el ends here
